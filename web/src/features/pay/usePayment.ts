import { onScopeDispose, ref, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

export type Payment = Schema<'PaymentOut'>
export type Provider = Schema<'PaymentMethod'>['provider']

/** A payment, asked again for as long as the provider may still tell something. */
export function usePayment(id: string) {
  const payment = shallowRef<Payment | null>(null)
  const failure = shallowRef<unknown>(null)
  const waiting = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  async function load(): Promise<void> {
    clearTimeout(timer)
    try {
      const params = { path: { payment_id: id } }
      payment.value = await unwrap<Payment>(api.GET('/api/v1/payments/{payment_id}', { params }))
      failure.value = null
    } catch (error) {
      failure.value = error
    }
    const pause = payment.value?.poll_seconds ?? 0
    waiting.value = pause > 0
    if (!ended && (pause || failure.value)) timer = setTimeout(load, (pause || 5) * 1_000)
  }

  /** Opens an attempt at a provider; tells what the payer does next. */
  async function start(provider: Provider, isPhone: boolean): Promise<Schema<'ChargeOut'>> {
    const body = { provider, return_path: `/pay/${id}`, is_phone: isPhone }
    const params = { path: { payment_id: id }, header: { 'Idempotency-Key': crypto.randomUUID() } }
    return unwrap(api.POST('/api/v1/payments/{payment_id}/charges', { params, body }))
  }

  onScopeDispose(() => {
    ended = true
    clearTimeout(timer)
  })
  return { payment, failure, waiting, load, start }
}
