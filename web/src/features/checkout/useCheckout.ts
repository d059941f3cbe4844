import { ref, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import { asProblem } from '@/api/errors'
import type { Schema } from '@/api/types'
import { showProblem } from '@/ui/problem'

export type Checkout = Schema<'Checkout'>
export type CheckoutParcel = Schema<'CheckoutParcel'>
export type CheckoutPatch = Schema<'CheckoutPatch'>

/** A checkout on the server: what is changed is priced anew at once; placed at the amounts that were shown. */
export function useCheckout(id: string) {
  const checkout = shallowRef<Checkout | null>(null)
  const failure = shallowRef<unknown>(null)
  const faults = shallowRef<Readonly<Record<string, string>>>({})
  const busy = ref(false)
  const path = { checkout_id: id }
  // One key for each set of amounts: a second tap, or a retry after a lost network, places the same order.
  let key = { digest: '', value: '' }

  async function load(): Promise<void> {
    failure.value = null
    try {
      checkout.value = await unwrap<Checkout>(
        api.GET('/api/v1/checkouts/{checkout_id}', { params: { path } }),
      )
    } catch (error) {
      failure.value = error
    }
  }

  /** Changes something; false, told and marked by field, when the server refuses. */
  async function change(body: CheckoutPatch): Promise<boolean> {
    busy.value = true
    faults.value = {}
    try {
      const asked = { params: { path }, body }
      checkout.value = await unwrap<Checkout>(api.PATCH('/api/v1/checkouts/{checkout_id}', asked))
      return true
    } catch (error) {
      faults.value = asProblem(error).fields
      showProblem(error)
      return false
    } finally {
      busy.value = false
    }
  }

  function keyFor(digest: string): string {
    if (key.digest !== digest) key = { digest, value: crypto.randomUUID() }
    return key.value
  }

  /** Places the order; null when refused: then what changed is shown and asked again. */
  async function place(): Promise<Schema<'Placed'> | null> {
    const digest = checkout.value!.digest
    busy.value = true
    faults.value = {}
    try {
      const params = { path, header: { 'Idempotency-Key': keyFor(digest) } }
      return await unwrap(api.POST('/api/v1/checkouts/{checkout_id}/order', { params, body: { digest } }))
    } catch (error) {
      faults.value = asProblem(error).fields
      showProblem(error)
      if (!asProblem(error).isNetwork) await load()
      return null
    } finally {
      busy.value = false
    }
  }

  return { checkout, failure, faults, busy, load, change, place }
}
