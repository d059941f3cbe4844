import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { useSession } from '@/entities/session/session'

export type Cart = Schema<'Cart'>
export type CartLine = Schema<'CartLine'>
export type CartGroup = Schema<'CartGroup'>
export type Touch = Schema<'CartTouch'>

/** The cart on the server, of a member or of this browser; one truth for its page and every badge. */
export const useCart = defineStore('cart', () => {
  const session = useSession()
  const cart = shallowRef<Cart | null>(null)
  const lineCount = ref(0)
  const busy = ref(false)
  let counted = false

  function take(next: Cart): Cart {
    cart.value = next
    lineCount.value = next.line_count
    return next
  }

  const load = async (): Promise<Cart> => take(await unwrap<Cart>(api.GET('/api/v1/cart', {})))

  /** Asks once how much is in it, for the badge. */
  async function count(): Promise<void> {
    if (counted) return
    counted = true
    try {
      lineCount.value = (await unwrap(api.GET('/api/v1/cart/count', {}))).line_count
    } catch {
      counted = false
    }
  }

  async function add(variantId: string, quantity: number, touch?: Touch): Promise<void> {
    const body = { variant_id: variantId, quantity, ...(touch ? { touch } : {}) }
    const added = await unwrap(api.POST('/api/v1/cart/lines', { body }))
    lineCount.value = added.line_count
    cart.value = null
  }

  /** Runs one change after the other; each answers the whole cart. */
  async function change(act: () => Promise<{ data?: Cart }>): Promise<void> {
    busy.value = true
    try {
      take(await unwrap<Cart>(act()))
    } finally {
      busy.value = false
    }
  }

  const setLine = (lineId: string, body: Schema<'CartLinePatch'>): Promise<void> =>
    change(() => api.PATCH('/api/v1/cart/lines/{line_id}', { params: { path: { line_id: lineId } }, body }))

  const select = (isSelected: boolean, lineIds?: string[]): Promise<void> =>
    change(() =>
      api.POST('/api/v1/cart/selection', {
        body: { is_selected: isSelected, ...(lineIds ? { line_ids: lineIds } : {}) },
      }),
    )

  const remove = (lineIds: string[]): Promise<void> =>
    change(() => api.POST('/api/v1/cart/removals', { body: { line_ids: lineIds } }))

  /** What changed was seen. */
  const acknowledge = async (): Promise<void> => void (await api.POST('/api/v1/cart/seen', {}))

  watch(
    () => session.person,
    () => {
      cart.value = null
      counted = false
      void count()
    },
  )

  return { cart, lineCount, busy, load, count, add, setLine, select, remove, acknowledge }
})
