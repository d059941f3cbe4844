import { describe, expect, it } from 'vitest'
import { filterCount, readQuery, writeQuery } from './goodsQuery'

describe('the address of a list of goods', () => {
  it('reads what it writes', () => {
    const query = {
      q: '面霜',
      category: 'skincare',
      brand: ['a', 'b'],
      trade_mode: ['bonded' as const],
      price_min: 5_000,
      price_max: 12_050,
      in_stock: true,
      self_run: true,
      sort: 'price_up' as const,
    }
    const written = Object.fromEntries(Object.entries(writeQuery(query)).filter(([, value]) => value))
    expect(readQuery(written as Record<string, string>)).toEqual(query)
    expect(filterCount(query)).toBe(6)
  })

  it('passes over junk', () => {
    expect(readQuery({ sort: 'random', mode: 'magic', min: 'cheap', q: '' })).toEqual({})
  })
})
