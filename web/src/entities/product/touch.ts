import type { Schema } from '@/api/types'

type Touch = Schema<'CartTouch'>

/** The note that led to a product, by the `note` of its address, so that its author is credited. */
export function takeTouch(note: unknown): Touch | undefined {
  return typeof note === 'string' && /^[0-9a-f-]{36}$/.test(note)
    ? { note_id: note, source: 'note' }
    : undefined
}

/** The address of a product, with the note that leads there. */
export const productPath = (productId: string, noteId?: string): string =>
  noteId ? `/product/${productId}?note=${noteId}` : `/product/${productId}`
