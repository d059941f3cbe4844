import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { api, unwrap } from '@/api/client'

export interface Suggestion {
  kind: 'query' | 'topic' | 'user'
  text: string
  /** Where a topic or a member is found directly. */
  to?: string
}

const pause = 140

interface RawSuggestion {
  kind?: string
  text: string
  slug?: string | null
  handle?: string | null
}

function refine(raw: RawSuggestion | string): Suggestion {
  if (typeof raw === 'string') return { kind: 'query', text: raw }
  if (raw.slug) return { kind: 'topic', text: raw.text, to: `/t/${raw.slug}` }
  if (raw.handle) return { kind: 'user', text: raw.text, to: `/u/${raw.handle}` }
  return { kind: 'query', text: raw.text }
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
      const answer = await unwrap<{ items: (RawSuggestion | string)[] }>(
        api.GET('/api/v1/search/suggestions', { params }),
      )
      if (mine === asked) items.value = answer.items.map(refine)
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
