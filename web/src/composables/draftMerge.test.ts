import { describe, expect, it } from 'vitest'
import { isSame, mergeDrafts } from './draftMerge'

const base = { title: 'a', body: 'text', assets: ['1'], place: null as { name: string } | null }

describe('isSame', () => {
  it('compares by value', () => {
    expect(isSame({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true)
    expect(isSame({ a: undefined }, {})).toBe(true)
    expect(isSame([1, 2], [2, 1])).toBe(false)
    expect(isSame(null, {})).toBe(false)
    expect(isSame([], {})).toBe(false)
  })
})

describe('mergeDrafts', () => {
  it('takes each side where only it changed', () => {
    const mine = { ...base, body: 'mine' }
    const theirs = { ...base, assets: ['1', '2'], place: { name: 'x' } }
    expect(mergeDrafts(base, mine, theirs)).toEqual({
      merged: { title: 'a', body: 'mine', assets: ['1', '2'], place: { name: 'x' } },
      conflicts: [],
    })
  })

  it('names what both changed and keeps mine', () => {
    const mine = { ...base, body: 'mine' }
    const theirs = { ...base, body: 'theirs', title: 'b' }
    const { merged, conflicts } = mergeDrafts(base, mine, theirs)
    expect(conflicts).toEqual(['body'])
    expect(merged).toMatchObject({ body: 'mine', title: 'b' })
  })

  it('finds no conflict where both came to the same', () => {
    const both = { ...base, title: 'same' }
    expect(mergeDrafts(base, both, { ...both })).toEqual({ merged: both, conflicts: [] })
  })

  it('trusts neither side without a base', () => {
    expect(mergeDrafts(null, base, { ...base, title: 'b' }).conflicts).toEqual(['title'])
  })
})
