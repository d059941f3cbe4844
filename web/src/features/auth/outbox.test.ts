import { describe, expect, it } from 'vitest'
import { linkIn } from './outbox'

describe('linkIn', () => {
  it('finds the link of a mail as a path of this site', () =>
    expect(linkIn({ code: '', body: 'Open http://127.0.0.1:8000/login/email?key=a_b-c to go on' })).toBe(
      '/login/email?key=a_b-c',
    ))
  it('finds none in a code', () => expect(linkIn({ code: '123456', body: 'Your code is 123456' })).toBeNull())
})
