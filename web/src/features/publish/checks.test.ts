import { describe, expect, it } from 'vitest'
import { emptyContent, type DraftContent } from '@/entities/draft/types'
import { checkContent, isEmptyContent } from './checks'
import { countGraphemes } from './graphemes'

const now = Date.parse('2026-11-23T08:00:00Z')
const good: DraftContent = { ...emptyContent(), title: '题', category: 'food', asset_ids: ['1'] }
const check = (changes: Partial<DraftContent>, media = { count: 1, failed: 0 }) =>
  checkContent({ ...good, ...changes }, media, now)

describe('countGraphemes', () => {
  it('counts as people count', () => {
    expect(countGraphemes('山茶集')).toBe(3)
    expect(countGraphemes('👩‍👩‍👧‍👦')).toBe(1)
    expect(countGraphemes('👍🏽🇨🇳')).toBe(2)
    expect(countGraphemes('é')).toBe(1)
    expect(countGraphemes('')).toBe(0)
  })
})

describe('checkContent', () => {
  it('lets a whole note pass', () => {
    expect(check({})).toEqual({})
  })

  it('asks for media, words and a category', () => {
    const found = check({ title: ' ', category: '' }, { count: 0, failed: 0 })
    expect(found).toEqual({ assets: 'media', title: 'words', category: 'category' })
  })

  it('stops at failed media', () => {
    expect(check({}, { count: 3, failed: 1 })).toEqual({ assets: 'mediaFailed' })
  })

  it('counts 20 characters of a title, emoji once', () => {
    expect(check({ title: '👩‍👩‍👧‍👦'.repeat(20) })).toEqual({})
    expect(check({ title: '字'.repeat(21) })).toEqual({ title: 'title' })
  })

  it('wants a scheduled hour between five minutes and thirty days ahead', () => {
    const after = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
    expect(check({ scheduled_at: after(4) })).toEqual({ scheduled_at: 'soon' })
    expect(check({ scheduled_at: after(6) })).toEqual({})
    expect(check({ scheduled_at: after(31 * 24 * 60) })).toEqual({ scheduled_at: 'late' })
  })

  it('judges an evaluation', () => {
    const evaluation = {
      product: '',
      price_paid_fen: null,
      scores: [
        { name: '香味', score: 5 },
        { name: '香味', score: 3 },
      ],
      pros: ['好'.repeat(41)],
      cons: [],
      suits: '',
      receipt_asset_id: null,
    }
    expect(check({ evaluation })).toEqual({
      'evaluation.product': 'product',
      'evaluation.scores': 'scoresTwice',
      'evaluation.pros': 'points',
    })
  })
})

describe('isEmptyContent', () => {
  it('does not make drafts of nothing', () => {
    expect(isEmptyContent(emptyContent())).toBe(true)
    expect(isEmptyContent({ ...emptyContent(), body: 'x' })).toBe(false)
  })
})
