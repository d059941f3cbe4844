import type { Me } from '@/entities/session/types'

export const nicknameLimit = 20
export const bioLimit = 100

/** The fields as the controls hold them: text, empty for none. */
export interface ProfileFields {
  nickname: string
  handle: string
  bio: string
  gender: Me['gender']
  birth_date: string
  /** The city's code. */
  city: string
}

const segmenter = new Intl.Segmenter()

/** The length as people count it: an emoji is one. */
export const graphemes = (text: string): number => [...segmenter.segment(text)].length

export const formOf = (me: Me): ProfileFields => ({
  nickname: me.nickname,
  handle: me.handle,
  bio: me.bio,
  gender: me.gender,
  birth_date: me.birth_date ?? '',
  city: me.city?.code ?? '',
})

/** What differs from the record, in the shape of the request. */
export function changesOf(fields: ProfileFields, me: Me): Record<string, string | null> {
  const known = formOf(me)
  const changes: Record<string, string | null> = {}
  for (const name of Object.keys(known) as (keyof ProfileFields)[]) {
    const value = fields[name].trim()
    if (value !== known[name]) changes[name] = name === 'birth_date' && !value ? null : value
  }
  return changes
}
