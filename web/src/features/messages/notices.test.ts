import { describe, expect, it } from 'vitest'
import { byDay, coverOf, linkOf, type Notice } from './notices'

const notice = (changes: Partial<Notice>): Notice => ({
  id: '1',
  lane: 'likes',
  kind: 'note_liked',
  title: '',
  text: '',
  actors: [],
  actor_count: 0,
  count: 1,
  subject: null,
  payload: {},
  created_at: '2026-11-23T08:00:00+08:00',
  updated_at: '2026-11-23T08:00:00+08:00',
  is_read: false,
  ...changes,
})

describe('linkOf', () => {
  it('leads to the note', () => expect(linkOf(notice({ payload: { note_id: 'n' } }))).toBe('/n/n'))
  it('leads to the comment in its note', () =>
    expect(linkOf(notice({ kind: 'comment_replied', payload: { note_id: 'n', comment_id: 'c' } }))).toBe(
      '/n/n?comment=c',
    ))
  it('leads to decisions', () =>
    expect(linkOf(notice({ kind: 'decision_fold', payload: { note_id: 'n' } }))).toBe('/reports'))
  it('leads to the new version of a rule', () =>
    expect(linkOf(notice({ kind: 'rule_announced', payload: { slug: 'terms', version: 2 } }))).toBe(
      '/rules/terms?version=2',
    ))
  it('leads to what was wished for, the order, the case, or the console of a store', () => {
    const to = (kind: string, payload: Notice['payload'] = {}): string | null =>
      linkOf(notice({ kind: 'told', subject: { kind, id: 'x' }, payload }))
    expect(to('product')).toBe('/product/x')
    expect(to('order')).toBe('/orders/x')
    expect(to('order', { after_sale_id: 'c' })).toBe('/aftersales/c')
    expect(linkOf(notice({ kind: 'order_reminded', subject: { kind: 'order', id: 'x' } }))).toBe('/merchant')
    expect(to('after_sale')).toBe('/merchant')
    expect(to('coupon')).toBe('/me/coupons')
    expect(to('something')).toBeNull()
  })
  it('leads nowhere without a subject', () => expect(linkOf(notice({ kind: 'backlog_grew' }))).toBeNull())
})

it('shows a cover only where there is one', () => {
  expect(coverOf(notice({ payload: { cover: {} } }))).toBeNull()
  expect(coverOf(notice({ payload: { cover: { base: '/media/x/', alt: 'a' } } }))?.alt).toBe('')
})

it('groups by day', () => {
  const days = byDay(
    [
      notice({ id: 'a', updated_at: '2026-11-23T08:00:00+08:00' }),
      notice({ id: 'b', updated_at: '2026-11-22T23:00:00+08:00' }),
      notice({ id: 'c', updated_at: '2026-11-20T08:00:00+08:00' }),
      notice({ id: 'd', updated_at: '2025-11-20T08:00:00+08:00' }),
    ],
    new Date('2026-11-23T10:00:00+08:00'),
  )
  expect(days.map((day) => [day.when, day.notices.map((each) => each.id).join('')])).toEqual([
    ['today', 'a'],
    ['yesterday', 'b'],
    ['earlier', 'cd'],
  ])
})
