import { defineStore } from 'pinia'
import { ref } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { useSession } from '@/entities/session/session'

export type OrderCard = Schema<'OrderCard'>
export type Order = Schema<'Order'>
export type OrderStatus = OrderCard['status']
export type OrderCounts = Schema<'OrderCounts'>

/** The states that orders are listed by. */
export const orderStates = [
  'all',
  'to_pay',
  'to_ship',
  'to_receive',
  'to_review',
  'completed',
  'cancelled',
] as const
export type OrderState = (typeof orderStates)[number]

const none: OrderCounts = { to_pay: 0, to_ship: 0, to_receive: 0, to_review: 0, after_sales: 0 }

/** How many of one's orders wait for something; one truth for "me" and the list. */
export const useOrderCounts = defineStore('order-counts', () => {
  const session = useSession()
  const counts = ref<OrderCounts>(none)

  async function load(): Promise<void> {
    if (!session.isSignedIn) counts.value = none
    else counts.value = await unwrap(api.GET('/api/v1/orders/counts', {})).catch(() => counts.value)
  }
  return { counts, load }
})
