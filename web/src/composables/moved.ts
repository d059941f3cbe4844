/** The list with one entry at another place; places beyond the ends are the ends. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  const [entry] = next.splice(from, 1)
  if (entry !== undefined) next.splice(Math.max(0, Math.min(next.length, to)), 0, entry)
  return next
}
