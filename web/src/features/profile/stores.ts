import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

/** The stores that a member runs; none where they can't be asked for, since the profile is whole without. */
export async function storesOf(handle: string): Promise<Schema<'StoreCard'>[]> {
  try {
    return await unwrap(api.GET('/api/v1/users/{handle}/stores', { params: { path: { handle } } }))
  } catch {
    return []
  }
}
