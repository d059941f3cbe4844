import { expect, it } from 'vitest'
import { isSentAsIs } from './pictureFiles'

const file = (name: string, type: string) => new File(['x'], name, { type })

it('sends HEIC and GIF as they are', () => {
  expect(isSentAsIs(file('a.heic', ''))).toBe(true)
  expect(isSentAsIs(file('a', 'image/gif'))).toBe(true)
  expect(isSentAsIs(file('a.jpg', 'image/jpeg'))).toBe(false)
})
