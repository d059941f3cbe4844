import { describe, expect, it } from 'vitest'
import { isCreditCode } from './creditCode'

describe('a unified social credit code', () => {
  it('is told by its last sign', () => {
    expect(isCreditCode('91110000600037341L')).toBe(true)
    expect(isCreditCode(' 9111 0000 6000 3734 1l')).toBe(true)
    expect(isCreditCode('911100006000373410')).toBe(false)
  })

  it('has 18 signs, none of them easily mistaken', () => {
    expect(isCreditCode('9111000060003734')).toBe(false)
    expect(isCreditCode('91110000600O37341L')).toBe(false)
    expect(isCreditCode('')).toBe(false)
  })
})
