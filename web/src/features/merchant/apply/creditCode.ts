const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** As it is stored: capitals without spaces. */
export const cleanCode = (text: string): string => text.replace(/\s/g, '').toUpperCase()

/** Whether it is a unified social credit code whose last sign is right (GB 32100-2015: modulus 31, weights 3^i). */
export function isCreditCode(text: string): boolean {
  const code = cleanCode(text)
  if (code.length !== 18 || [...code].some((sign) => !signs.includes(sign))) return false
  let weight = 1
  let total = 0
  for (const sign of code.slice(0, 17)) {
    total += signs.indexOf(sign) * weight
    weight = (weight * 3) % 31
  }
  return signs[(31 - (total % 31)) % 31] === code[17]
}
