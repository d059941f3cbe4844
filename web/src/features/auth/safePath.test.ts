import { describe, expect, it } from 'vitest'
import { safePath } from './safePath'

describe('safePath', () => {
  it('keeps an address of this site', () => expect(safePath('/n/1?a=b#c')).toBe('/n/1?a=b#c'))
  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    undefined,
    '',
  ])('goes home instead of to %s', (wish) => expect(safePath(wish)).toBe('/'))
})
