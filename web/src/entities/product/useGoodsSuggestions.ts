import type { Ref } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { useTypeahead } from '@/composables/useTypeahead'
import type { IconName } from '@/ui/icons'

type Kind = Schema<'GoodsSuggestion'>['kind']

export interface GoodsSuggestion {
  kind: Kind
  text: string
  icon: IconName
  /** Where it is found directly; without it, it is searched for. */
  to: string | null
}

const icons: Record<Kind, IconName> = {
  query: 'search',
  category: 'grid',
  brand: 'tag',
  store: 'store',
  product: 'bag',
}

function addressOf({ kind, slug, id }: Schema<'GoodsSuggestion'>): string | null {
  if (kind === 'product' && id) return `/product/${id}`
  if (kind === 'brand' && slug) return `/brand/${slug}`
  if (kind === 'store' && slug) return `/store/${slug}`
  return kind === 'category' && slug ? `/goods?category=${encodeURIComponent(slug)}` : null
}

/** What one may mean while typing, in the whole mall or in one store. */
export const useGoodsSuggestions = (words: Ref<string>, store: () => string | undefined) =>
  useTypeahead<GoodsSuggestion>(words, async (q) => {
    const query = { q, ...(store() ? { store: store()! } : {}) }
    const found = await unwrap(api.GET('/api/v1/goods/suggestions', { params: { query } }))
    return found.items.map((each) => ({
      kind: each.kind,
      text: each.text,
      icon: icons[each.kind],
      to: addressOf(each),
    }))
  })
