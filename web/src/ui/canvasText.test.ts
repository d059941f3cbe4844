import { describe, expect, it } from 'vitest'
import { clampLines, fitText, wrapText } from './canvasText'

/** One em for a wide character, half for a narrow one. */
const measureAt = (size: number) => (text: string) =>
  [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! > 0x2e80 ? size : size / 2), 0)
const measure = measureAt(10)

describe('wrapText', () => {
  it('breaks Chinese anywhere but keeps Latin words whole', () => {
    expect(wrapText('山茶花开了', 30, measure)).toEqual(['山茶花', '开了'])
    expect(wrapText('用 camera 拍', 50, measure)).toEqual(['用 camera', '拍'])
  })

  it('keeps punctuation off the beginning of a line', () => {
    expect(wrapText('一二三，四', 30, measure)).toEqual(['一二', '三，四'])
  })

  it('keeps line breaks and empty lines', () => {
    expect(wrapText('一\n\n二', 30, measure)).toEqual(['一', '', '二'])
  })

  it('breaks a word that is wider than the line', () => {
    expect(wrapText('abcdefgh', 20, measure)).toEqual(['abcd', 'efgh'])
  })
})

describe('clampLines', () => {
  it('ends in an ellipsis that fits', () => {
    expect(clampLines(['一二三', '四五六', '七'], 2, 30, measure)).toEqual(['一二三', '四五…'])
  })
})

describe('fitText', () => {
  it('takes the largest size that fits', () => {
    const sizes = { least: 10, most: 50, leading: 1 }
    expect(fitText('一二', { width: 100, height: 100 }, sizes, measureAt).size).toBe(50)
    expect(fitText('一二三四五六七八', { width: 100, height: 100 }, sizes, measureAt).size).toBe(30)
  })

  it('leaves out what does not fit at the smallest', () => {
    const sizes = { least: 10, most: 20, leading: 1 }
    const { lines } = fitText('字'.repeat(100), { width: 50, height: 20 }, sizes, measureAt)
    expect(lines).toHaveLength(2)
    expect(lines[1]!.endsWith('…')).toBe(true)
  })
})
