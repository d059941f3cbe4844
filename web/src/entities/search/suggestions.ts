import type { Ref } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { useTypeahead } from '@/composables/useTypeahead'
import type { IconName } from '@/ui/icons'

/** What one may mean while typing. */
export interface Suggestion {
  kind: Schema<'SearchSuggestion'>['kind'] | Schema<'GoodsSuggestion'>['kind']
  text: string
  icon: IconName
  /** Where it is found directly; without it, it is searched for. */
  to: string | undefined
}

const icons: Record<Suggestion['kind'], IconName> = {
  query: 'search',
  topic: 'topic',
  user: 'person',
  note: 'image',
  category: 'grid',
  brand: 'tag',
  store: 'store',
  product: 'bag',
}

/** Topics, members and notes are found directly; everything else is searched for. */
function addressOf({ slug, handle, id }: Schema<'SearchSuggestion'>): string | undefined {
  if (slug) return `/t/${slug}`
  if (handle) return `/u/${handle}`
  return id ? `/n/${id}` : undefined
}

/** Goods, brands, stores and categories are found directly. */
function goodsAddressOf({ kind, slug, id }: Schema<'GoodsSuggestion'>): string | undefined {
  if (kind === 'product' && id) return `/product/${id}`
  if (kind === 'brand' && slug) return `/brand/${slug}`
  if (kind === 'store' && slug) return `/store/${slug}`
  return kind === 'category' && slug ? `/goods?category=${encodeURIComponent(slug)}` : undefined
}

async function ask(q: string): Promise<Suggestion[]> {
  const { items } = await unwrap(api.GET('/api/v1/search/suggestions', { params: { query: { q } } }))
  return items.map((item) => ({
    kind: item.kind,
    text: item.text,
    icon: icons[item.kind],
    to: addressOf(item),
  }))
}

/** Suggestions among goods, in the whole mall or in one store. */
async function askGoods(q: string, store: string | undefined): Promise<Suggestion[]> {
  const query = { q, ...(store ? { store } : {}) }
  const { items } = await unwrap(api.GET('/api/v1/goods/suggestions', { params: { query } }))
  return items.map((item) => ({
    kind: item.kind,
    text: item.text,
    icon: icons[item.kind],
    to: goodsAddressOf(item),
  }))
}

/** Whether one searches among goods or stores, as the address of the search page says it. */
export const isMallType = (type: unknown): boolean => type === 'goods' || type === 'stores'

/** Notes, topics and members while one types; goods, brands and stores where `isMall` says so. */
export const useSuggestions = (query: Ref<string>, isMall: () => boolean = () => false) =>
  useTypeahead(query, (q) => (isMall() ? askGoods(q, undefined) : ask(q)))

/** Goods, brands and stores while one types; those of one store where it is named. */
export const useGoodsSuggestions = (words: Ref<string>, store: () => string | undefined) =>
  useTypeahead(words, (q) => askGoods(q, store()))
