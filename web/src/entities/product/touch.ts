import { api } from '@/api/client'
import type { Schema } from '@/api/types'

type Touch = Schema<'CartTouch'> & { note_id: string }

/** The note that led to a product, by the `note` of its address, so that its author is credited. */
export function takeTouch(note: unknown): Touch | undefined {
  return typeof note === 'string' && /^[0-9a-f-]{36}$/.test(note)
    ? { note_id: note, source: 'note' }
    : undefined
}

/** The address of a product, with the note that leads there and the variant that it means. */
export function productPath(productId: string, noteId?: string, variantId?: string): string {
  const query = new URLSearchParams({
    ...(noteId ? { note: noteId } : {}),
    ...(variantId ? { variant: variantId } : {}),
  })
  return query.size ? `/product/${productId}?${query}` : `/product/${productId}`
}

/** Tells that a note led to this product, so that its author has a part in a sale of the next days. What is not
 * told is not missed: the cart says so again. */
export function tellOfTap(touch: Touch, productId: string): void {
  const touches = [{ note_id: touch.note_id, product_id: productId, kind: 'tag' as const }]
  void api.POST('/api/v1/touches', { body: { touches } }).catch(() => undefined)
}
