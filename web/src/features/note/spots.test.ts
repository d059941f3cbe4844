import { describe, expect, it } from 'vitest'
import { placeInFrame } from './spots'

const wide = { width: 200, height: 100 }

describe('spots on pictures', () => {
  it('stay where they are in a frame of the same shape', () => {
    expect(placeInFrame({ x: 0.25, y: 0.75 }, wide, 2, 'cover')).toEqual({ x: 0.25, y: 0.75 })
  })

  it('move to the picture inside a taller frame', () => {
    expect(placeInFrame({ x: 0.5, y: 0 }, wide, 1, 'contain')).toEqual({ x: 0.5, y: 0.25 })
    expect(placeInFrame({ x: 0, y: 0.5 }, { width: 100, height: 200 }, 1, 'contain')).toEqual({
      x: 0.25,
      y: 0.5,
    })
  })

  it('vanish where the frame cuts them off', () => {
    expect(placeInFrame({ x: 0.1, y: 0.5 }, wide, 1, 'cover')).toBeNull()
    expect(placeInFrame({ x: 0.5, y: 0.125 }, wide, 1, 'cover')).toEqual({ x: 0.5, y: 0.125 })
  })
})
