import { api } from '@/api/client'
import type { Schema } from '@/api/types'
import { useEvents } from '@/entities/event/events'

export type Source = Schema<'Source'>
type Touch = Schema<'CartTouch'>

const tabs: Readonly<Record<string, Source>> = {
  '': 'store_home',
  goods: 'store_goods',
  notes: 'store_notes',
  categories: 'store_categories',
  service: 'store_service',
}
const pages: Readonly<Record<string, Source>> = {
  goods: 'search',
  search: 'search',
  flash: 'flash',
  brand: 'brand',
  wishes: 'wish_list',
  cart: 'cart',
  orders: 'cart',
  scan: 'scan',
}

/** Which of a store's tabs an address names. */
export const tabOf = (path: string): Source | undefined => {
  const [, page, slug, tab = ''] = path.split(/[?#]/)[0]!.split('/')
  return page === 'store' && slug ? tabs[tab] : undefined
}

/** By which page somebody came, from the address before this one; other ways are `direct`. */
export function sourceOf(before: unknown): Source {
  if (typeof before !== 'string') return 'direct'
  const [, page = '', part = ''] = before.split(/[?#]/)[0]!.split('/')
  if (page === 'mall') return part === 'categories' ? 'category' : part === 'brands' ? 'brand' : 'mall'
  if (page === 'me') return part === 'wishes' ? 'wish_list' : 'direct'
  return tabOf(before) ?? pages[page] ?? 'direct'
}

/** What led to a product: the note of its address, so that its author is credited, or the page before. */
export function takeTouch(note: unknown): Touch & { source: Source } {
  return typeof note === 'string' && /^[0-9a-f-]{36}$/.test(note)
    ? { note_id: note, source: 'note' }
    : { source: sourceOf(window.history.state?.back) }
}

/** The address of a product, with the note that leads there and the variant that it means. */
export function productPath(productId: string, noteId?: string, variantId?: string): string {
  const query = new URLSearchParams({
    ...(noteId ? { note: noteId } : {}),
    ...(variantId ? { variant: variantId } : {}),
  })
  return query.size ? `/product/${productId}?${query}` : `/product/${productId}`
}

/** Tells that somebody came to a product, or put it into the cart: through a note, so that its author has a part
 * in a sale of the next days, or by a page, for the store's figures. What is not told is not missed. */
export function tellOfProduct(
  touch: Touch & { source: Source },
  productId: string,
  kind: 'view' | 'cart',
): void {
  if (!touch.note_id) {
    useEvents().productMet(productId, kind, touch.source)
    return
  }
  const met = { note_id: touch.note_id, product_id: productId, kind: kind === 'view' ? 'tag' : kind } as const
  void api.POST('/api/v1/touches', { body: { touches: [met] } }).catch(() => undefined)
}
