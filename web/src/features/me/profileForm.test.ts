import { describe, expect, it } from 'vitest'
import type { Me } from '@/entities/session/types'
import { changesOf, formOf, graphemes } from './profileForm'

const me = {
  nickname: '安娜',
  handle: 's123456789',
  bio: '',
  gender: 'unspecified',
  birth_date: '1995-03-08',
  city: { code: '310000', name: '上海' },
} as Me

describe('changesOf', () => {
  it('is empty when nothing changed', () => expect(changesOf(formOf(me), me)).toEqual({}))
  it('names only what changed', () =>
    expect(changesOf({ ...formOf(me), bio: ' 你好 ', city: '' }, me)).toEqual({ bio: '你好', city: '' }))
  it('takes the birthday away as null', () =>
    expect(changesOf({ ...formOf(me), birth_date: '' }, me)).toEqual({ birth_date: null }))
})

it('counts as people do', () => expect(graphemes('👩‍👩‍👧a你')).toBe(3))
