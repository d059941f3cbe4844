import type { Schema } from '@/api/types'

type Case = Schema<'AfterSaleOut'>
type Card = Schema<'AfterSaleCard'>

/** What stands above a case: its state; one that ended is before the platform again while it is objected to. */
export function headOf(item: Card): Card['status'] {
  return item.is_objected ? 'disputed' : item.status
}

function objectionStep({
  status,
  granted_amount: granted,
  paid_amount: paid,
}: NonNullable<Case['objection']>) {
  if (status === 'open') return 'objected'
  if (status === 'rejected') return 'objectionRejected'
  return paid < granted ? 'owed' : 'claimedBack'
}

/** The step a case is at, more closely than by its state: what each side is told comes from it. */
export function stepOf(item: Case): string {
  if (item.objection) return objectionStep(item.objection)
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
