/** Where the subject of a report or a decision is to be seen, or null when it has no page of its own. */
export function subjectLink(kind: string, id: string): string | null {
  if (kind === 'board') return `/board/${id}`
  if (kind === 'product') return `/product/${id}`
  return kind === 'note' ? `/n/${id}` : null
}
