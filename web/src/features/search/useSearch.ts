import { shallowReactive } from 'vue'
import { api, unwrap } from '@/api/client'
import { createInfinite, useKeptLists, type Infinite, type Page } from '@/composables/useInfinite'
import { useNotes } from '@/entities/note/notes'
import type { NoteCard } from '@/entities/note/types'
import { useTopics } from '@/entities/topic/topics'
import type { Topic } from '@/entities/topic/types'
import type { UserBrief } from '@/entities/user/types'

export type SearchType = 'all' | 'notes' | 'users' | 'topics'
export type SearchOrder = 'relevance' | 'newest' | 'hot'

/** A result that the operators put first for these words. */
export interface PinnedResult {
  title: string
  text?: string | null
  url: string
  label?: string | null
}

export interface FoundUser extends UserBrief {
  bio?: string
  follower_count?: number
}

/** What an answer says besides its items. */
export interface SearchFacts {
  total: number | null
  pinned: PinnedResult | null
  /** What was searched instead, when the words looked mistyped. */
  corrected: string | null
  relatedTopics: Topic[]
}

interface Answer<T> extends Page<T> {
  total: number
  pinned: PinnedResult | null
  corrected: string | null
  related_topics: Topic[]
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
  const key = `search:${JSON.stringify([q, type, order, category])}`

  function make(): Search<T> {
    const facts = shallowReactive<SearchFacts>({
      total: null,
      pinned: null,
      corrected: null,
      relatedTopics: [],
    })
    const list = createInfinite<T>(
      async (cursor, signal) => {
        const query = { q, type, order, ...(category ? { category } : {}), ...(cursor ? { cursor } : {}) }
        const answer = await unwrap<Answer<T>>(api.GET('/api/v1/search', { params: { query }, signal }))
        if (type === 'topics') topics.take(answer.items as unknown as Topic[])
        if (type === 'all' || type === 'notes') notes.take(answer.items as unknown as NoteCard[])
        if (!cursor) {
          const { total, pinned, corrected, related_topics: relatedTopics } = answer
          Object.assign(facts, { total, pinned, corrected, relatedTopics: relatedTopics ?? [] })
        }
        return answer
      },
      (item) => item.id,
    )
    return { list, facts }
  }

  const search = useKeptLists().keep(key, make)
  if (!search.list.started.value) void search.list.more()
  return search
}
