import { describe, expect, it } from 'vitest'
import { fromFen, toFen } from './money'

describe('prices', () => {
  it('reads what people type', () => {
    expect(toFen('199')).toBe(19_900)
    expect(toFen('¥1,299.5')).toBe(129_950)
    expect(toFen(' 0.01 ')).toBe(1)
    expect(toFen('19.999')).toBeNull()
    expect(toFen('a lot')).toBeNull()
    expect(toFen('')).toBeNull()
  })

  it('writes them back', () => {
    expect(fromFen(19_900)).toBe('199')
    expect(fromFen(1_950)).toBe('19.50')
    expect(fromFen(null)).toBe('')
  })
})
