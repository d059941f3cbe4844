/** An address inside this site from a query parameter, else the home page; never one of another site. */
export function safePath(wish: unknown, home = '/'): string {
  if (typeof wish !== 'string' || !wish.startsWith('/')) return home
  try {
    const address = new URL(wish, 'https://here.invalid')
    if (address.origin !== 'https://here.invalid') return home
    return address.pathname + address.search + address.hash
  } catch {
    return home
  }
}
