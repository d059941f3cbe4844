import type { Schema } from '@/api/types'
import type { NoticeLane } from '@/entities/notice/unread'
import type { IconName } from '@/ui/icons'
import type { Picture } from '@/ui/picture'

/** A notice: `title` and `text` are sentences already, `payload` holds the parts. */
export type Notice = Schema<'Notification'>

export const lanes: readonly NoticeLane[] = ['process', 'likes', 'follows', 'comments', 'system']

export const laneIcons: Readonly<Record<NoticeLane, IconName>> = {
  process: 'box',
  likes: 'heart',
  follows: 'person',
  comments: 'comment',
  system: 'bell',
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const byKind: Readonly<Record<string, (notice: Notice) => string | null>> = {
  followed: ({ actors }) => (actors[0] ? `/u/${actors[0].handle}` : null),
  welcome: () => '/rules/community-rules',
  new_device: () => '/settings/devices',
  phone_changed: () => '/settings/account',
  email_changed: () => '/settings/account',
  verification_approved: () => '/settings/verification',
  verification_refused: () => '/settings/verification',
  role_earned: () => '/settings/verification',
  role_given: () => '/settings/verification',
  role_revoked: () => '/settings/verification',
  store_staff_invited: () => '/merchant',
  store_staff_offer_changed: () => '/merchant',
  store_staff_joined: () => '/merchant',
  store_staff_declined: () => '/merchant',
  store_staff_changed: () => '/merchant',
  export_ready: () => '/settings/data',
  deletion_put_off: () => '/settings/data',
  rule_announced: ({ payload }) => `/rules/${text(payload['slug'])}?version=${payload['version']}`,
}

const toConsole = (): string => '/merchant'

const toStores = new Set(['order_reminded', 'invoice_to_correct'])

/** Buyers go to the order or the case; stores find their side of it in the console. */
const bySubject: Readonly<Record<string, (id: string, notice: Notice) => string>> = {
  product: (id) => `/product/${id}`,
  order: (id, { kind, payload: { after_sale_id: caseId } }) => {
    if (toStores.has(kind)) return toConsole()
    return caseId ? `/aftersales/${text(caseId)}` : `/orders/${id}`
  },
  after_sale: toConsole,
  store: toConsole,
  merchant: toConsole,
  coupon: () => '/me/coupons',
  membership: () => '/membership',
}

/** Where a notice leads, or null when it leads nowhere. */
export function linkOf(notice: Notice): string | null {
  const known = byKind[notice.kind]
  if (known) return known(notice)
  if (/^(report|appeal|decision|account)_/.test(notice.kind)) return '/reports'
  const note = text(notice.payload['note_id'])
  const comment = text(notice.payload['comment_id'])
  if (note) return comment ? `/n/${note}?comment=${comment}` : `/n/${note}`
  const { kind, id } = notice.subject ?? {}
  return (id && kind && bySubject[kind]?.(id, notice)) || null
}

/** The picture of the note that a notice is about. */
export function coverOf({ payload }: Notice): Picture | null {
  const cover = payload['cover'] as Picture | null | undefined
  return cover?.base ? { ...cover, alt: '' } : null
}

export interface Day {
  /** Midnight of the day, in milliseconds. */
  key: number
  when: 'today' | 'yesterday' | 'earlier'
  notices: Notice[]
}

const midnight = (date: Date): number =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** Today, yesterday, and all that is older; the order stays. */
export function byDay(notices: readonly Notice[], now: Date): Day[] {
  const today = midnight(now)
  const yesterday = midnight(new Date(today - 3_600_000))
  const days = new Map<Day['when'], Day>()
  for (const notice of notices) {
    const day = midnight(new Date(notice.updated_at))
    const when = day >= today ? 'today' : day === yesterday ? 'yesterday' : 'earlier'
    const group = days.get(when) ?? { key: day, when, notices: [] }
    group.notices.push(notice)
    days.set(when, group)
  }
  return [...days.values()]
}
