import { shallowReactive } from 'vue'
import { api, unwrap } from '@/api/client'
import { useKeptLists } from '@/composables/useInfinite'
import { useNoteList, type NoteList } from '@/entities/note/useNoteList'

export interface FeedQuery {
  channel: 'discover' | 'following' | 'nearby'
  category?: string
  lat?: number
  lng?: number
  city_code?: string
}

export interface Feed {
  list: NoteList
  /** Where the cards that were there before the last refresh begin; how many ads the end holds back. */
  seen: { from: number | null; heldBack: number }
  /** Puts new cards on top and keeps the old ones below. Tells how many are new. */
  refresh(): Promise<number>
}

const keptBelow = 60
const keptFor = 30 * 60_000

/** One channel of the home page, the same when one comes back to it. */
export function useFeed(query: FeedQuery): Feed {
  const key = `feed:${JSON.stringify(query)}`
  const seen = useKeptLists().keep(
    `${key}:seen`,
    () => shallowReactive<Feed['seen']>({ from: null, heldBack: 0 }),
    keptFor,
  )
  const list = useNoteList(
    key,
    async (cursor, signal) => {
      const params = { query: { ...query, ...(cursor ? { cursor } : {}) } }
      const page = await unwrap(api.GET('/api/v1/feed', { params, signal }))
      seen.heldBack = page.held_back ?? 0
      return page
    },
    keptFor,
  )

  async function refresh(): Promise<number> {
    const before = new Set(list.items.value.map(({ id }) => id))
    await list.reload(keptBelow)
    const { value: cards } = list.items
    const from = cards.findIndex(({ id }) => before.has(id))
    seen.from = from > 0 ? from : null
    return cards.filter(({ id }) => !before.has(id)).length
  }

  return { list, seen, refresh }
}
