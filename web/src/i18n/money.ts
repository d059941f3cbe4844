/** What a person typed as a price, in fen; null when it is no price. */
export function toFen(text: string): number | null {
  const match = /^[¥￥]?\s*(\d{1,8})(?:\.(\d{1,2}))?$/u.exec(text.trim().replaceAll(',', ''))
  if (!match) return null
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

/** Fen as one types a price: without needless zeros. */
export const fromFen = (fen: number | null): string =>
  fen === null ? '' : fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)

/** An amount taken apart for the eye: sign, whole yuan with separators, fen without needless zeros. */
export function priceParts(fen: number): { sign: string; yuan: string; fen: string } {
  const whole = Math.trunc(Math.abs(fen) / 100)
  const rest = Math.abs(fen) % 100
  return {
    sign: fen < 0 ? '−' : '',
    yuan: whole.toLocaleString('en-US'),
    fen: rest === 0 ? '' : String(rest).padStart(2, '0').replace(/0$/u, ''),
  }
}
