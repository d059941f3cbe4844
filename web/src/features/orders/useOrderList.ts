import { api, unwrap } from '@/api/client'
import { createInfinite, useKeptLists, type Infinite } from '@/composables/useInfinite'
import type { OrderCard } from '@/entities/order/orders'

export const states = [
  'all',
  'to_pay',
  'to_ship',
  'to_receive',
  'to_review',
  'completed',
  'cancelled',
] as const
export type State = (typeof states)[number]

/** One's orders in a state, latest first; young, because orders move by themselves. */
export function useOrderList(state: State): Infinite<OrderCard> {
  const list = useKeptLists().keep(
    `orders:${state}`,
    () =>
      createInfinite<OrderCard>(
        (cursor, signal) =>
          unwrap(
            api.GET('/api/v1/orders', {
              params: { query: { state, ...(cursor ? { cursor } : {}) } },
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
