/** Whether it can be a mobile number: eleven digits of mainland China, or another country's with its code. */
export function looksLikePhone(text: string): boolean {
  const compact = text.replace(/[\s\-()]/g, '')
  return /^(\+?86)?1[3-9]\d{9}$/.test(compact) || /^\+[1-9]\d{6,14}$/.test(compact)
}

/** The six digits in whatever was typed or pasted, such as a whole text message. */
export function codeIn(text: string): string {
  const whole = /(?<!\d)\d{6}(?!\d)/.exec(text)
  return whole ? whole[0] : text.replace(/\D/g, '').slice(0, 6)
}
