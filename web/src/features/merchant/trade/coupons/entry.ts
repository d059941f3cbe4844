import type { Schema } from '@/api/types'
import { toFen } from '@/i18n/money'

export type Terms = Schema<'CouponCreate'>

/** A new coupon as it is typed: amounts in yuan, a percentage as such, moments in the writer's own time. */
export const emptyEntry = () => ({
  name_zh: '',
  name_en: '',
  kind: 'amount' as Terms['kind'],
  value: '',
  threshold: '',
  cap: '',
  scope: 'store' as NonNullable<Terms['scope']>,
  category_id: null as string | null,
  brand_id: null as string | null,
  product_ids: [] as string[],
  quantity: '1000',
  per_user: 1,
  claim_starts_at: '',
  claim_ends_at: '',
  validity: 'days' as 'days' | 'until',
  valid_days: 7,
  valid_from: '',
  valid_until: '',
  members_only: false,
  code_only: false,
})
export type CouponEntry = ReturnType<typeof emptyEntry>

const moment = (local: string): string | null => (local ? new Date(local).toISOString() : null)
/** Basis points of "20" or "12.5" percent: the same two places as money has. */
const worth = ({ kind, value }: CouponEntry): number =>
  toFen(kind === 'percent' ? value.replace('%', '') : value) ?? 0

/** What the API takes of it: only what belongs to the chosen kind, scope and validity. */
export function termsOf(entry: CouponEntry): Terms {
  const { kind, scope } = entry
  const isUntil = entry.validity === 'until'
  return {
    name_zh: entry.name_zh,
    name_en: entry.name_en,
    kind,
    value: worth(entry),
    threshold: toFen(entry.threshold || '0') ?? 0,
    cap: kind === 'percent' && entry.cap ? toFen(entry.cap) : null,
    scope,
    category_id: scope === 'category' ? entry.category_id : null,
    brand_id: scope === 'brand' ? entry.brand_id : null,
    product_ids: scope === 'product' ? entry.product_ids : [],
    quantity: Number(entry.quantity) || 0,
    per_user: entry.per_user,
    claim_starts_at: moment(entry.claim_starts_at),
    claim_ends_at: moment(entry.claim_ends_at),
    valid_from: isUntil ? moment(entry.valid_from) : null,
    valid_until: isUntil ? moment(entry.valid_until) : null,
    valid_days: isUntil ? null : entry.valid_days,
    members_only: entry.members_only,
    code_only: entry.code_only,
  }
}
