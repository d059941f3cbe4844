import { beforeEach, describe, expect, it } from 'vitest'
import { writing } from './writing'

beforeEach(() => sessionStorage.clear())

describe('writing', () => {
  it('knows which draft a new note became', () => {
    expect(writing.find('t')).toBeNull()
    writing.became('t', 'draft-1')
    expect(writing.find('t')).toBe('draft-1')
  })

  it('knows what was published, by token and by draft', () => {
    writing.became('t', 'draft-1')
    writing.became('u', 'draft-2')
    writing.published('draft-1')
    expect(writing.find('t')).toBe('')
    expect(writing.find('draft-1')).toBe('')
    expect(writing.find('u')).toBe('draft-2')
  })

  it('survives nonsense in the store', () => {
    sessionStorage.setItem('shancha.writing', '{')
    expect(writing.find('t')).toBeNull()
  })
})
