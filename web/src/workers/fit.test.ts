import { describe, expect, it } from 'vitest'
import { centredCrop, fitPicture } from './fit'

describe('fitPicture', () => {
  it('shrinks the longer side and keeps the proportions', () => {
    expect(fitPicture(4000, 3000, null, 2160)).toMatchObject({ targetWidth: 2160, targetHeight: 1620 })
  })

  it('leaves small pictures as they are', () => {
    expect(fitPicture(800, 600, null, 2160)).toMatchObject({ targetWidth: 800, targetHeight: 600 })
  })

  it('cuts inside the picture', () => {
    const fit = fitPicture(1000, 500, { x: 0.5, y: 0, width: 0.6, height: 1 }, 2160)
    expect(fit).toMatchObject({ x: 500, y: 0, width: 500, height: 500 })
  })
})

describe('centredCrop', () => {
  it('cuts the sides of a wide picture', () => {
    expect(centredCrop(2000, 1000, 1)).toEqual({ x: 0.25, y: 0, width: 0.5, height: 1 })
  })

  it('cuts above and below a tall one', () => {
    expect(centredCrop(1000, 2000, 1)).toEqual({ x: 0, y: 0.25, width: 1, height: 0.5 })
  })
})
