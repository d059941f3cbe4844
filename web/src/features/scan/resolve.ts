import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

/** What a code stands for: a page at once, or what one can do about it. */
export interface Resolved {
  code: string
  path: string | null
  search: string | null
  want: Schema<'Want'> | null
}

/** Asks what a code is. A barcode of one product leads to it, of several to their list. */
export async function resolveCode(code: string): Promise<Resolved> {
  const found = await unwrap(api.GET('/api/v1/scan', { params: { query: { code: code.slice(0, 500) } } }))
  const [only, second] = found.products
  const listed = found.search ? `/goods?q=${encodeURIComponent(found.search)}` : null
  const path = found.to ?? (only && !second ? `/product/${only.id}` : second ? listed : null)
  return { code, path, search: found.search, want: found.want }
}
