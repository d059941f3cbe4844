import { describe, expect, it } from 'vitest'
import { leftToSend } from './left'

describe('what is left to send', () => {
  it('leaves out what was sent and what was cancelled', () => {
    expect(leftToSend({ quantity: 5, shipped_quantity: 2, cancelled_quantity: 1 })).toBe(2)
  })
})
