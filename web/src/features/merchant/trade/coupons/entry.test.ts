import { describe, expect, it } from 'vitest'
import { emptyEntry, termsOf } from './entry'

describe('the terms of a coupon', () => {
  it('takes yuan to fen and leaves out what the kind has not', () => {
    const terms = termsOf({ ...emptyEntry(), value: '12.5', threshold: '99', cap: '30' })
    expect(terms).toMatchObject({ value: 1250, threshold: 9900, cap: null, valid_days: 7, valid_until: null })
  })

  it('takes a percentage to basis points, with its limit', () => {
    const terms = termsOf({ ...emptyEntry(), kind: 'percent', value: '20%', cap: '30' })
    expect(terms).toMatchObject({ value: 2000, cap: 3000, threshold: 0 })
  })

  it('ends by a moment or by days, never by both', () => {
    const terms = termsOf({ ...emptyEntry(), validity: 'until', valid_until: '2026-12-31T23:59' })
    expect(terms.valid_days).toBeNull()
    expect(terms.valid_until).toBe(new Date('2026-12-31T23:59').toISOString())
  })

  it('keeps only the subject of its scope', () => {
    const entry = { ...emptyEntry(), product_ids: ['a'], brand_id: 'b' }
    expect(termsOf({ ...entry, scope: 'brand' })).toMatchObject({ brand_id: 'b', product_ids: [] })
    expect(termsOf({ ...entry, scope: 'product' })).toMatchObject({ brand_id: null, product_ids: ['a'] })
  })
})
