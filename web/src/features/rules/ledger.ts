import type { Schema } from '@/api/types'

export type LedgerLine = Schema<'LedgerLine'>

export interface LedgerMonth {
  /** Such as 2026-11. */
  month: string
  lines: LedgerLine[]
}

/** The lines month by month, in the order in which they were written. */
export function byMonth(lines: readonly LedgerLine[]): LedgerMonth[] {
  const months: LedgerMonth[] = []
  for (const line of lines) {
    const month = line.at.slice(0, 7)
    const last = months.at(-1)
    if (last?.month === month) last.lines.push(line)
    else months.push({ month, lines: [line] })
  }
  return months
}

export interface Measure {
  group: 'action' | 'sanction'
  code: string
}

/** What a decision did, to the subject and to its author: "none" (no breach) only where it did neither. */
export function measuresOf({ body }: Pick<LedgerLine, 'body'>): Measure[] {
  const [action, sanction] = ['action', 'sanction'].map((name) => String(body[name] ?? ''))
  const onAuthor: Measure[] = sanction ? [{ group: 'sanction', code: sanction }] : []
  return action === 'none' && sanction ? onAuthor : [{ group: 'action', code: action ?? '' }, ...onAuthor]
}

/** Microseconds since 1970, reckoned with the same floating point steps as the server's. */
function microseconds(at: string): number {
  const fraction = /\.(\d+)/.exec(at)?.[1] ?? ''
  const whole = Date.parse(at.replace(/\.\d+/, ''))
  const exact = whole * 1_000 + Number(fraction.padEnd(6, '0').slice(0, 6))
  return Math.trunc((exact / 1_000_000) * 1_000_000)
}

/** JSON with sorted keys and without spaces. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
}

/** The seal that a line must carry: SHA-256 over all it says and the seal before it. */
export async function sealOf(line: LedgerLine): Promise<string> {
  const { sequence, kind, body, previous_hash: previous } = line
  const text = canonical({ sequence, at: microseconds(line.at), kind, body, previous })
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The number of the first line that was changed, is missing or was swapped; null when all hold. */
export async function firstBroken(lines: readonly LedgerLine[]): Promise<number | null> {
  let before: LedgerLine | null = null
  for (const line of lines) {
    const follows: boolean =
      before === null || (line.sequence === before.sequence + 1 && line.previous_hash === before.hash)
    if (!follows || line.hash !== (await sealOf(line))) return line.sequence
    before = line
  }
  return null
}
