import { describe, expect, it } from 'vitest'
import {
  newRow,
  renamed,
  valuesOf,
  withOption,
  withoutOption,
  withoutValue,
  withValue,
  type VariantRow,
} from './variants'

const shown = (rows: readonly VariantRow[]): string[] => rows.map(({ options }) => options.join('/'))
const first = { ...newRow([]), id: 'one', code: 'A1', price: '19.9' }

describe('the variants of a product', () => {
  it('grow by an option and its values, each like its neighbour', () => {
    const coloured = withValue(withOption([first], 'red'), 0, 'blue')
    expect(shown(coloured)).toEqual(['red', 'blue'])
    expect(coloured[0]).toMatchObject({ id: 'one', code: 'A1' })
    expect(coloured[1]).toMatchObject({ id: null, code: '', price: '19.9' })
  })

  it('take a new value only into combinations that there are', () => {
    const rows = [newRow(['red', 'S']), newRow(['red', 'M']), newRow(['blue', 'S'])]
    expect(shown(withValue(rows, 0, 'green'))).toEqual([...shown(rows), 'green/S', 'green/M'])
    expect(withValue(rows, 0, 'red')).toEqual(rows)
  })

  it('lose a value, or an option with what was told apart by it alone', () => {
    const rows = [newRow(['red', 'S']), newRow(['red', 'M']), newRow(['blue', 'S'])]
    expect(shown(withoutValue(rows, 1, 'S'))).toEqual(['red/M'])
    expect(shown(withoutOption(rows, 1))).toEqual(['red', 'blue'])
  })

  it('are renamed, but never into each other', () => {
    const rows = [newRow(['red']), newRow(['blue'])]
    expect(valuesOf(renamed(rows, 0, 'red', 'pink'), 0)).toEqual(['pink', 'blue'])
    expect(renamed(rows, 0, 'red', 'blue')).toEqual(rows)
  })
})
