import { shallowReactive } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { createInfinite, useKeptLists, type Infinite } from '@/composables/useInfinite'
import { useNotes } from '@/entities/note/notes'
import type { NoteCard } from '@/entities/note/types'
import { useTopics } from '@/entities/topic/topics'
import type { Topic } from '@/entities/topic/types'
import { useFollows } from '@/entities/user/follows'

export type SearchType = 'all' | 'notes' | 'users' | 'topics' | 'stores'
export type SearchOrder = 'relevance' | 'newest' | 'hot'

export type FoundUser = Schema<'PersonCard'>
export type FoundStore = Schema<'StoreCard'>

/** What an answer says besides its items. */
export interface SearchFacts {
  total: number | null
  pinned: Schema<'PinnedCard'> | null
  /** What was searched instead, when the words looked mistyped. */
  corrected: string | null
  relatedTopics: Topic[]
  /** How many of the results lie in each category, most first. */
  facets: Schema<'SearchFacet'>[]
  /** Members who fit, with the results of all kinds. */
  users: FoundUser[]
}

export interface SearchQuery {
  q: string
  type: SearchType
  order: SearchOrder
  category: string
}

export interface Search<T> {
  list: Infinite<T>
  facts: SearchFacts
}

/** The results of one search, the same when one comes back to it. */
export function useSearch<T extends { id: string }>({ q, type, order, category }: SearchQuery): Search<T> {
  const notes = useNotes()
  const topics = useTopics()
  const follows = useFollows()
  const key = `search:${JSON.stringify([q, type, order, category])}`

  const takeFollows = (users: readonly FoundUser[]): void =>
    users.forEach(({ id, viewer }) => follows.take(id, viewer.follows))

  function make(): Search<T> {
    const facts = shallowReactive<SearchFacts>({
      total: null,
      pinned: null,
      corrected: null,
      relatedTopics: [],
      facets: [],
      users: [],
    })
    const list = createInfinite<T>(
      async (cursor, signal) => {
        const query = { q, type, order, ...(category ? { category } : {}), ...(cursor ? { cursor } : {}) }
        const answer = await unwrap(api.GET('/api/v1/search', { params: { query }, signal }))
        // The kind of the items follows from the type that was asked for.
        const items = answer.items as unknown as T[]
        if (type === 'topics') topics.take(items as unknown as Topic[])
        else if (type === 'users') takeFollows(items as unknown as FoundUser[])
        else if (type !== 'stores') notes.take(items as unknown as NoteCard[])
        if (!cursor) {
          const { total, pinned, corrected, related_topics: relatedTopics, facets: counts, users } = answer
          takeFollows(users)
          topics.take(relatedTopics)
          Object.assign(facts, { total, pinned, corrected, relatedTopics, facets: counts, users })
        }
        return { items, next_cursor: answer.next_cursor }
      },
      (item) => item.id,
    )
    return { list, facts }
  }

  const search = useKeptLists().keep(key, make)
  if (!search.list.started.value) void search.list.more()
  return search
}
