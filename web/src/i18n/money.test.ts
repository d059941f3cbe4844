import { describe, expect, it } from 'vitest'
import { fromFen, priceParts, toFen } from './money'

describe('money', () => {
  it('reads what people type', () => {
    expect(toFen('¥12.5')).toBe(1250)
    expect(toFen('1,280')).toBe(128_000)
    expect(toFen('12.345')).toBeNull()
    expect(toFen(' 0.01 ')).toBe(1)
    expect(toFen('free')).toBeNull()
    expect(toFen('')).toBeNull()
  })

  it('writes without needless zeros', () => {
    expect(fromFen(1200)).toBe('12')
    expect(fromFen(1250)).toBe('12.50')
    expect(fromFen(null)).toBe('')
  })

  it('takes an amount apart', () => {
    expect(priceParts(128_050)).toEqual({ sign: '', yuan: '1,280', fen: '5' })
    expect(priceParts(9)).toEqual({ sign: '', yuan: '0', fen: '09' })
    expect(priceParts(-3000)).toEqual({ sign: '−', yuan: '30', fen: '' })
  })
})
