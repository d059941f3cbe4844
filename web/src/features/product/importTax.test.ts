import { describe, expect, it } from 'vitest'
import { importRate } from './importTax'

const rules = { version: 't', order_limit: 500_000, year_limit: 2_600_000, share_bp: 7_000 }
const tax = { is_cross_border: true, vat_bp: 1_300, consumption_tax: 'none' } as const

describe('the rate of import tax', () => {
  it('is the share of VAT that holds within the limit', () => {
    expect(importRate(tax, 500_000, rules)).toBe('9.1%')
    expect(importRate({ ...tax, vat_bp: 900 }, 100, rules)).toBe('6.3%')
    expect(importRate(tax, 100, { ...rules, share_bp: 10_000 })).toBe('13%')
  })

  it('is for checkout to tell above the limit and under consumption tax', () => {
    expect(importRate(tax, 500_001, rules)).toBeNull()
    expect(importRate(tax, 300_001, { ...rules, order_limit: 300_000 })).toBeNull()
    expect(importRate({ ...tax, consumption_tax: 'high_end_cosmetics' }, 100, rules)).toBeNull()
  })
})
