import { describe, expect, it } from 'vitest'
import { settle, shownPart } from './crop'

const picture = { width: 400, height: 200 }
const frame = { width: 100, height: 100 }

describe('crop', () => {
  it('shows the middle at first', () => {
    expect(shownPart(picture, frame, { zoom: 1, x: 0, y: 0 })).toEqual({
      width: 200,
      height: 200,
      left: 100,
      top: 0,
    })
  })
  it('never leaves the frame empty', () => {
    expect(settle(picture, frame, { zoom: 0.2, x: 999, y: 30 })).toEqual({ zoom: 1, x: 50, y: 0 })
    expect(shownPart(picture, frame, { zoom: 1, x: 999, y: 0 }).left).toBe(0)
    expect(shownPart(picture, frame, { zoom: 1, x: -999, y: 0 }).left).toBe(200)
  })
  it('shows less when zoomed in', () => {
    const part = shownPart(picture, frame, { zoom: 2, x: 0, y: 0 })
    expect([part.width, part.height, part.left, part.top]).toEqual([100, 100, 150, 50])
  })
})
