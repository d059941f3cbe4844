import { describe, expect, it } from 'vitest'
import { markWords } from './highlight'

const shown = (text: string, words: string[]) =>
  markWords(text, words)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join('')

describe('markWords', () => {
  it('marks every occurrence', () => expect(shown('露营去露营', ['露营'])).toBe('[露营]去[露营]'))
  it('does not mind the case', () => expect(shown('My IPHONE', ['iphone'])).toBe('My [IPHONE]'))
  it('takes signs of patterns literally', () => expect(shown('a+b (c)', ['(c)', 'a+'])).toBe('[a+]b [(c)]'))
  it('prefers the longer word', () => expect(shown('露营装备', ['露营', '露营装备'])).toBe('[露营装备]'))
  it('leaves text alone without words', () => expect(shown('露营', [' '])).toBe('露营'))
})
