import type { Schema } from '@/api/types'

export type Funnel = Schema<'Funnel'>
export type FunnelSource = Schema<'FunnelSource'>
export type FunnelDay = Schema<'FunnelDay'>
export type FunnelNote = Schema<'FunnelNote'>
export type FunnelTopic = Schema<'FunnelTopic'>
export type FunnelLoss = Schema<'FunnelLoss'>
type Step = 'impressions' | 'opens' | 'views' | 'wants' | 'carts' | 'orders' | 'paid_orders' | 'kept_orders'

const all: readonly Step[] = [
  'impressions',
  'opens',
  'views',
  'wants',
  'carts',
  'orders',
  'paid_orders',
  'kept_orders',
]
/** A funnel that people leave at each step; a wish stands beside it, most buy without. */
const aside: Step = 'wants'

/** The steps of a source: notes are seen and opened, a store's tabs opened, and all lead to products. */
export const stepsOf = (source: FunnelSource['source']): readonly Step[] =>
  all.slice(source === 'note' ? 0 : source.startsWith('store_') ? 1 : 2)

/** How many of the step before came on, in percent; null where nobody was there, or where more came another
 * way than by that step. */
export function rateOf(now: number, before: number | undefined): number | null {
  if (!before || now > before) return null
  return Math.round((now / before) * 1000) / 10
}

/** The step that another is measured by. */
export const stepBefore = (steps: readonly Step[], at: number): Step | undefined =>
  steps.slice(0, at).findLast((step) => step !== aside)
