import { describe, expect, it } from 'vitest'
import { byMonth, firstBroken, measuresOf, type LedgerLine } from './ledger'

// Sealed by the server's own function.
const seals = [
  '5dd617410153fc2264b12088762155e2d41370373e38b1c2ccc553580cb7a4d4',
  '13b598f0acf4976dd437875cb53130f6420d186bd1d0e062de960f3fe3a50732',
] as const

const lines: LedgerLine[] = [
  {
    sequence: 1,
    at: '2026-11-23T19:46:55.395776Z',
    kind: 'decision',
    body: {
      subject: 'note',
      action: 'remove',
      rule: 'community-rules 第二章',
      automatic: false,
      minutes: 12,
    },
    previous_hash: '0'.repeat(64),
    hash: seals[0],
  },
  {
    sequence: 2,
    at: '2026-12-01T00:00:00Z',
    kind: 'appeal',
    body: { outcome: 'upheld', decision: 'x' },
    previous_hash: seals[0],
    hash: seals[1],
  },
]

describe('the ledger', () => {
  it('stands month by month', () =>
    expect(byMonth(lines).map(({ month }) => month)).toEqual(['2026-11', '2026-12']))
  it('holds as the server wrote it', async () => expect(await firstBroken(lines)).toBeNull())
  it('shows a changed line', async () => {
    const changed = { ...lines[1]!, body: { outcome: 'rejected', decision: 'x' } }
    expect(await firstBroken([lines[0]!, changed])).toBe(2)
  })
  it('shows a missing line', async () =>
    expect(await firstBroken([lines[0]!, { ...lines[1]!, sequence: 3 }])).toBe(3))
})

describe('what a decision did', () => {
  const codes = (action: string, sanction: string) =>
    measuresOf({ body: { action, sanction } }).map(({ group, code }) => `${group}.${code}`)

  it('is never "no breach" where a measure was given', () =>
    expect(codes('none', 'mute')).toEqual(['sanction.mute']))
  it('is "no breach" where nothing was done', () => expect(codes('none', '')).toEqual(['action.none']))
  it('is both where both were', () => expect(codes('hide', 'warn')).toEqual(['action.hide', 'sanction.warn']))
})
