import { describe, expect, it } from 'vitest'
import { readCsv } from './csv'

describe('a CSV', () => {
  it('is read with quotes, commas and line ends inside cells', () => {
    const text =
      '\uFEFFRow,Column,Problem\r\n2,price,"above 0, please"\r\n3,title,"say ""what""\nand why"\r\n'
    expect(readCsv(text)).toEqual([
      ['Row', 'Column', 'Problem'],
      ['2', 'price', 'above 0, please'],
      ['3', 'title', 'say "what"\nand why'],
    ])
  })

  it('may end without a line end, and leave cells empty', () => {
    expect(readCsv('a,,c\n\n1,2,')).toEqual([
      ['a', '', 'c'],
      ['1', '2', ''],
    ])
  })
})
