import { api, unwrap } from '@/api/client'
import { createInfinite, useKeptLists, type Infinite } from '@/composables/useInfinite'
import type { OrderCard, OrderState } from '@/entities/order/orders'

/** One's orders in a state, latest first, all or those of a title or number; young, because orders move by themselves. */
export function useOrderList(state: OrderState, words = ''): Infinite<OrderCard> {
  const list = useKeptLists().keep(
    `orders:${state}:${words}`,
    () =>
      createInfinite<OrderCard>(
        (cursor, signal) =>
          unwrap(
            api.GET('/api/v1/orders', {
              params: { query: { state, ...(words ? { q: words } : {}), ...(cursor ? { cursor } : {}) } },
              signal,
            }),
          ),
        ({ id }) => id,
      ),
    30_000,
  )
  if (!list.started.value) void list.more()
  return list
}
