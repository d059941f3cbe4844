import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

export interface Suggestion {
  kind: Schema<'SearchSuggestion'>['kind']
  text: string
  /** Where it is found directly. */
  to?: string | undefined
}

const pause = 140

/** Topics, members and notes are found directly; everything else is searched for. */
function addressOf({ slug, handle, id }: Schema<'SearchSuggestion'>): string | undefined {
  if (slug) return `/t/${slug}`
  if (handle) return `/u/${handle}`
  return id ? `/n/${id}` : undefined
}

/** What one may mean, while one types. */
export function useSuggestions(query: Ref<string>) {
  const items = shallowRef<Suggestion[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function search(q: string): Promise<void> {
    const mine = (asked += 1)
    try {
      const params = { query: { q } }
      const answer = await unwrap(api.GET('/api/v1/search/suggestions', { params }))
      if (mine !== asked) return
      items.value = answer.items.map((item) => ({ kind: item.kind, text: item.text, to: addressOf(item) }))
    } catch {
      if (mine === asked) items.value = []
    }
  }

  watch(query, (text) => {
    clearTimeout(timer)
    const q = text.trim()
    if (q) timer = setTimeout(() => void search(q), pause)
    else {
      asked += 1
      items.value = []
    }
  })
  onScopeDispose(() => clearTimeout(timer))

  return { items }
}
