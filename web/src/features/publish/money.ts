/** What a person typed as a price, in fen; null when it is no price. */
export function toFen(text: string): number | null {
  const match = /^[¥￥]?\s*(\d{1,8})(?:\.(\d{1,2}))?$/u.exec(text.trim().replaceAll(',', ''))
  if (!match) return null
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

/** Fen as one types a price: without needless zeros. */
export const fromFen = (fen: number | null): string =>
  fen === null ? '' : fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
