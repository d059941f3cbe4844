import { describe, expect, it } from 'vitest'
import { completeEntity, insertAt, markEntities, typedEntity } from './suggestions'

const atEnd = (text: string) => typedEntity(text, text.length)

describe('typedEntity', () => {
  it('finds a topic and a mention at the caret', () => {
    expect(atEnd('周末 #露')).toEqual({ kind: 'topic', start: 3, end: 5, query: '露' })
    expect(atEnd('和@an')).toEqual({ kind: 'mention', start: 1, end: 4, query: 'an' })
  })

  it('begins right after the sign', () => {
    expect(atEnd('#')).toEqual({ kind: 'topic', start: 0, end: 1, query: '' })
  })

  it('knows full-width signs', () => {
    expect(atEnd('＃露营')?.kind).toBe('topic')
    expect(atEnd('＠anna')?.kind).toBe('mention')
  })

  it('ends with space and punctuation', () => {
    expect(atEnd('#露营 ')).toBeNull()
    expect(atEnd('#露营，好')).toBeNull()
    expect(atEnd('@anna。')).toBeNull()
  })

  it('takes the nearer of two signs', () => {
    expect(atEnd('#a#b')).toMatchObject({ start: 2, query: 'b' })
  })

  it('leaves e-mail addresses alone', () => {
    expect(atEnd('me@mail')).toBeNull()
  })

  it('looks only at what stands before the caret', () => {
    expect(typedEntity('#露营 后面', 3)).toMatchObject({ query: '露营' })
    expect(typedEntity('前 #露营', 1)).toBeNull()
  })

  it('gives up on very long words', () => {
    expect(atEnd(`#${'长'.repeat(31)}`)).toBeNull()
  })
})

describe('completeEntity', () => {
  it('writes the name with one space after it', () => {
    const text = '去#露 吧'
    const entity = typedEntity(text, 3)!
    expect(completeEntity(text, entity, '露营')).toEqual({ text: '去#露营 吧', caret: 5 })
  })

  it('replaces only up to the caret', () => {
    const text = '@an和'
    expect(completeEntity(text, typedEntity(text, 3)!, 'anna_01')).toEqual({ text: '@anna_01 和', caret: 9 })
  })
})

describe('insertAt', () => {
  it('replaces the selection', () => {
    expect(insertAt('abcd', 1, 3, '🍵')).toEqual({ text: 'a🍵d', caret: 3 })
  })

  it('keeps a mention apart from the word before', () => {
    expect(insertAt('hello', 5, 5, '@')).toEqual({ text: 'hello @', caret: 7 })
    expect(insertAt('你好', 2, 2, '@').text).toBe('你好@')
  })
})

describe('markEntities', () => {
  it('marks topics and handles and keeps every character', () => {
    const text = '和@anna_01 去#周末露营，好 a@b.cn @ab'
    const runs = markEntities(text)
    expect(runs.map((run) => run.text).join('')).toBe(text)
    expect(runs.filter((run) => run.isEntity).map((run) => run.text)).toEqual(['@anna_01', '#周末露营'])
  })
})
