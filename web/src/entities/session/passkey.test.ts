import { describe, expect, it } from 'vitest'
import { bytesOf, textOf } from './passkey'

describe('passkey encoding', () => {
  it('goes there and back without padding or signs that addresses dislike', () => {
    const bytes = new Uint8Array([251, 255, 191, 0, 1, 62, 63])
    const text = textOf(bytes.buffer)
    expect(text).not.toMatch(/[+/=]/)
    expect([...bytesOf(text)]).toEqual([...bytes])
  })
})
