import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import type { IconName } from '@/ui/icons'

type Kind = Schema<'GoodsSuggestion'>['kind']

export interface GoodsSuggestion {
  kind: Kind
  text: string
  icon: IconName
  /** Where it is found directly; without it, it is searched for. */
  to: string | null
}

const pause = 140
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
export function useGoodsSuggestions(words: Ref<string>, store: () => string | undefined) {
  const items = shallowRef<GoodsSuggestion[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function search(q: string): Promise<void> {
    const mine = (asked += 1)
    const query = { q, ...(store() ? { store: store()! } : {}) }
    try {
      const found = await unwrap(api.GET('/api/v1/goods/suggestions', { params: { query } }))
      if (mine !== asked) return
      items.value = found.items.map((each) => ({
        kind: each.kind,
        text: each.text,
        icon: icons[each.kind],
        to: addressOf(each),
      }))
    } catch {
      if (mine === asked) items.value = []
    }
  }

  watch(words, (text) => {
    clearTimeout(timer)
    const q = text.trim()
    asked += 1
    if (q) timer = setTimeout(() => void search(q), pause)
    else items.value = []
  })
  onScopeDispose(() => clearTimeout(timer))
  return { items }
}
