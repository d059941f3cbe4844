import { describe, expect, it } from 'vitest'
import { codeIn, looksLikePhone } from './phone'

describe('looksLikePhone', () => {
  it.each(['13800138000', '138 0013 8000', '+86 138-0013-8000', '+1 415 555 0132', '8613800138000'])(
    'takes %s',
    (text) => expect(looksLikePhone(text)).toBe(true),
  )
  it.each(['', '1380013800', '12800138000', 'abc', '4155550132'])('refuses %s', (text) =>
    expect(looksLikePhone(text)).toBe(false),
  )
})

describe('codeIn', () => {
  it('finds the code in a pasted message', () => expect(codeIn('验证码 048213，5 分钟内有效')).toBe('048213'))
  it('keeps at most six digits of what is typed', () => expect(codeIn('12 34 567')).toBe('123456'))
})
