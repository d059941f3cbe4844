/** A run of text that does or does not hold what was looked for. */
export interface Marked {
  text: string
  hit: boolean
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Marks every occurrence of the words in the text, whatever their case. */
export function markWords(text: string, words: readonly string[]): Marked[] {
  const sought = words.map((word) => word.trim()).filter(Boolean)
  if (sought.length === 0) return [{ text, hit: false }]
  const pattern = new RegExp(
    `(${sought
      .sort((a, b) => b.length - a.length)
      .map(escape)
      .join('|')})`,
    'giu',
  )
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, hit: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}
