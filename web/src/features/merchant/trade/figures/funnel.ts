import type { Schema } from '@/api/types'

export type Funnel = Schema<'Funnel'>
export type FunnelSource = Schema<'FunnelSource'>
export type FunnelDay = Schema<'FunnelDay'>
export type FunnelLoss = Schema<'FunnelLoss'>
type Step = 'impressions' | 'opens' | 'views' | 'carts' | 'orders' | 'paid_orders' | 'kept_orders'

/** What is known of a source, step by step; before the order, only of those whom a note led here. */
export const stepsOf = (source: FunnelSource['source']): readonly Step[] =>
  source === 'note'
    ? ['impressions', 'opens', 'views', 'carts', 'orders', 'paid_orders', 'kept_orders']
    : ['orders', 'paid_orders', 'kept_orders']

/** How many of the step before came so far, in percent; null where nobody was there, or where more came another
 * way than by that step. */
export function rateOf(now: number, before: number | undefined): number | null {
  if (!before || now > before) return null
  return Math.round((now / before) * 1000) / 10
}
