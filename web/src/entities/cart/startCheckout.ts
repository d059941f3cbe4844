import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

/** Begins a checkout of what is selected in the cart, or of one variant at once; tells its id. */
export async function startCheckout(body: Schema<'CheckoutIn'>): Promise<string> {
  return (await unwrap(api.POST('/api/v1/checkouts', { body }))).id
}
