import { describe, expect, it } from 'vitest'
import type { RouteLocationNormalized } from 'vue-router'
import { shareCode, withoutShareCode } from './arrivals'

describe('an address that somebody shared', () => {
  const to = { path: '/n/1', query: { s: 'abc', comment: '2' }, hash: '#comments' } as unknown

  it('carries the code', () => {
    expect(shareCode({ s: 'abc' })).toBe('abc')
    expect(shareCode({})).toBe('')
    expect(shareCode({ s: ['a', 'b'] })).toBe('')
  })

  it('loses the code and nothing else', () =>
    expect(withoutShareCode(to as RouteLocationNormalized)).toEqual({
      path: '/n/1',
      query: { comment: '2' },
      hash: '#comments',
      replace: true,
    }))
})
