/** What the server holds of a draft, as this device last knew it. */
export interface Stored<C> {
  id: string
  version: number
  content: C
}

/** What this device holds of a draft: the words on the screen, and what they grew from. */
export interface LocalCopy<C> {
  content: C
  stored: Stored<C> | null
  at: number
}

const prefix = 'shancha.draft.'
const lifetime = 30 * 86_400_000

/** The words of drafts that the server does not have yet, by member and draft. */
export function localDrafts<C>(owner: string) {
  const keyOf = (id: string | null): string => `${prefix}${owner}.${id ?? 'new'}`

  function read(id: string | null): LocalCopy<C> | null {
    try {
      const copy = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null') as LocalCopy<C> | null
      return copy && Date.now() - copy.at < lifetime ? copy : null
    } catch {
      return null
    }
  }

  return {
    read,

    write(content: C, stored: Stored<C> | null): void {
      try {
        const copy: LocalCopy<C> = { content, stored, at: Date.now() }
        localStorage.setItem(keyOf(stored?.id ?? null), JSON.stringify(copy))
      } catch {
        // No room: the server's copy has to do.
      }
    },

    remove(id: string | null): void {
      localStorage.removeItem(keyOf(id))
    },
  }
}
