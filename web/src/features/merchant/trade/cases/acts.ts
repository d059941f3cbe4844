import type { Schema } from '@/api/types'
import type { StoreRole } from '../../store'

export type CaseAct = 'evidence' | 'contest' | 'refuse' | 'refund' | 'receive' | 'exchange' | 'agree'

/** Who may do what besides owners and managers, as the server has it. */
const roles: Record<CaseAct, readonly StoreRole[]> = {
  evidence: ['service', 'shipping'],
  contest: ['service'],
  refuse: ['service'],
  refund: ['service'],
  receive: ['service', 'shipping'],
  exchange: ['service', 'shipping'],
  agree: ['service'],
}

type Item = Pick<Schema<'AfterSaleOut'>, 'status' | 'kind' | 'by_right' | 'ended_at'>

/** What the store may do about a case now, the main act last. */
export function caseActs(item: Item, may: (...roles: StoreRole[]) => boolean): CaseAct[] {
  const { status } = item
  const acts: [CaseAct, boolean][] = [
    ['evidence', !item.ended_at],
    ['contest', status === 'returning' || status === 'received'],
    ['refuse', status === 'requested' && !item.by_right],
    ['receive', status === 'returning'],
    ['refund', status === 'received' && item.kind !== 'exchange'],
    ['exchange', status === 'received' && item.kind === 'exchange'],
    ['agree', status === 'requested'],
  ]
  return acts.filter(([act, isOpen]) => isOpen && may(...roles[act])).map(([act]) => act)
}
