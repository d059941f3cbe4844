import { describe, expect, it } from 'vitest'
import { leftToSend } from './left'

describe('what is left to send', () => {
  it('leaves out what was sent and what was refunded', () => {
    expect(leftToSend({ quantity: 5, shipped_quantity: 2, refunded_quantity: 1 })).toBe(2)
  })

  it('is never below nothing, as when sent pieces came back', () => {
    expect(leftToSend({ quantity: 2, shipped_quantity: 2, refunded_quantity: 1 })).toBe(0)
  })
})
