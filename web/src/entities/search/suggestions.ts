import type { Ref } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { useTypeahead } from '@/composables/useTypeahead'

export interface Suggestion {
  kind: Schema<'SearchSuggestion'>['kind']
  text: string
  /** Where it is found directly. */
  to?: string | undefined
}

/** Topics, members and notes are found directly; everything else is searched for. */
function addressOf({ slug, handle, id }: Schema<'SearchSuggestion'>): string | undefined {
  if (slug) return `/t/${slug}`
  if (handle) return `/u/${handle}`
  return id ? `/n/${id}` : undefined
}

async function ask(q: string): Promise<Suggestion[]> {
  const { items } = await unwrap(api.GET('/api/v1/search/suggestions', { params: { query: { q } } }))
  return items.map((item) => ({ kind: item.kind, text: item.text, to: addressOf(item) }))
}

/** What one may mean, while one types. */
export const useSuggestions = (query: Ref<string>) => useTypeahead(query, ask)
