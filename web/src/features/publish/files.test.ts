import { describe, expect, it } from 'vitest'
import { chooseFiles, kindOf } from './files'

const file = (name: string, type: string) => new File(['x'], name, { type })
const jpeg = file('a.jpg', 'image/jpeg')
const mp4 = file('a.mp4', 'video/mp4')
const none = { pictures: 0, videos: 0 }

describe('kindOf', () => {
  it('goes by the type, else by the name', () => {
    expect(kindOf(jpeg)).toBe('image')
    expect(kindOf(file('IMG_1.HEIC', ''))).toBe('image')
    expect(kindOf(file('a.mov', 'video/quicktime'))).toBe('video')
    expect(kindOf(file('a.pdf', 'application/pdf'))).toBeNull()
    expect(kindOf(file('a.jpg', 'text/html'))).toBeNull()
    expect(kindOf(file('a.svg', 'image/svg+xml'))).toBeNull()
  })
})

describe('chooseFiles', () => {
  it('takes pictures up to the limit and says so', () => {
    const choice = chooseFiles([jpeg, jpeg, jpeg], { pictures: 16, videos: 0 }, 18)
    expect(choice.taken).toHaveLength(2)
    expect(choice.refused).toBe('tooMany')
  })

  it('takes one video', () => {
    expect(chooseFiles([mp4, mp4], none, 18)).toMatchObject({
      taken: [{ kind: 'video' }],
      refused: 'oneVideo',
    })
  })

  it('does not mix', () => {
    expect(chooseFiles([jpeg, mp4], none, 18)).toMatchObject({ taken: [{ kind: 'image' }], refused: 'mixed' })
    expect(chooseFiles([mp4], { pictures: 2, videos: 0 }, 18)).toMatchObject({ taken: [], refused: 'mixed' })
  })

  it('takes one picture as the cover of a video', () => {
    expect(chooseFiles([jpeg, jpeg], { pictures: 0, videos: 1 }, 18)).toMatchObject({
      taken: [{ kind: 'image' }],
      refused: 'mixed',
    })
    expect(chooseFiles([jpeg], { pictures: 1, videos: 1 }, 18).taken).toHaveLength(0)
  })

  it('leaves out what it does not know', () => {
    const choice = chooseFiles([jpeg, file('a.pdf', 'application/pdf')], none, 18)
    expect(choice).toMatchObject({ taken: [{ kind: 'image' }], refused: 'type' })
  })
})
