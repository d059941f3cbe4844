/** Two versions of the same thing that grew apart, put together again. */
export interface Merge<C> {
  merged: C
  /** Fields that both changed, each to something else; `merged` holds mine. */
  conflicts: (keyof C)[]
}

/** Whether two plain values are the same, whatever the order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  const read = (value: object, key: string): unknown => (value as Record<string, unknown>)[key]
  return [...keys].every((key) => isSame(read(a, key), read(b, key)))
}

/**
 * Field by field: what only one side changed since `base` is taken from that side. Without a base, as
 * after a crash, every difference is a conflict.
 */
export function mergeDrafts<C extends object>(base: C | null, mine: C, theirs: C): Merge<C> {
  const merged = { ...mine }
  const conflicts: (keyof C)[] = []
  for (const key of Object.keys(theirs) as (keyof C)[]) {
    if (isSame(mine[key], theirs[key])) continue
    if (base && isSame(mine[key], base[key])) merged[key] = theirs[key]
    else if (!base || !isSame(theirs[key], base[key])) conflicts.push(key)
  }
  return { merged, conflicts }
}
