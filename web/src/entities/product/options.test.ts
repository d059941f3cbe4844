import { describe, expect, it } from 'vitest'
import { choose, chosenVariant, firstChoice, optionValues } from './options'

const variants = [
  { id: 'a', options: ['red', 'S'], available: 3 },
  { id: 'b', options: ['red', 'M'], available: 0 },
  { id: 'c', options: ['blue', 'M'], available: 2 },
]

describe('options', () => {
  it('tells sold out from impossible', () => {
    expect(optionValues(variants, ['red', undefined])[1]).toEqual([
      { value: 'S', state: 'ok' },
      { value: 'M', state: 'soldOut' },
    ])
    expect(optionValues(variants, [undefined, 'S'])[0]).toEqual([
      { value: 'red', state: 'ok' },
      { value: 'blue', state: 'none' },
    ])
  })

  it('names the variant once nothing is open', () => {
    expect(chosenVariant(variants, ['red', undefined])).toBeUndefined()
    expect(chosenVariant(variants, ['blue', 'M'])?.id).toBe('c')
    expect(chosenVariant([{ id: 'x', options: [], available: 1 }], [])?.id).toBe('x')
  })

  it('gives up what no longer fits', () => {
    expect(choose(variants, ['red', 'S'], 0, 'blue')).toEqual(['blue', undefined])
    expect(choose(variants, ['red', 'M'], 0, 'blue')).toEqual(['blue', 'M'])
    expect(choose(variants, ['red', undefined], 0, 'red')).toEqual([undefined, undefined])
  })

  it('begins with what leaves no choice', () => {
    expect(firstChoice(['color', 'size'], variants.slice(0, 1))).toEqual(['red', 'S'])
    expect(firstChoice(['color', 'size'], variants.slice(0, 2))).toEqual(['red', undefined])
    expect(firstChoice([], [{ id: 'x', options: [], available: 1 }])).toEqual([])
  })
})
