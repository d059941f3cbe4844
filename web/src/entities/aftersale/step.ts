import type { Schema } from '@/api/types'

/** The step a case is at, more closely than by its state: what each side is told comes from it. */
export function stepOf(item: Schema<'AfterSaleOut'>): string {
  if (item.refunds.some(({ state }) => state === 'stuck')) return 'stuck'
  if (item.exchange_offered_at) return 'offeredExchange'
  if (item.refund_offered_at) return 'offered'
  if (item.status === 'agreed' && !item.return_to) return 'noAddress'
  if (item.status === 'returning' && item.refunds_early)
    return item.return_parcel?.seen_at ? 'early' : 'earlyWaits'
  if (item.status === 'returning' && item.return_parcel?.delivered_at) return 'delivered'
  if (item.status === 'received' && item.gives_piece) return 'receivedExchange'
  if (item.status === 'received' && item.repairs) return 'receivedRepair'
  return item.status
}
