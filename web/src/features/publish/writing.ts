const storageKey = 'shancha.writing'

interface Writing {
  /** Which draft a note that was begun at this address became; empty once it is published. */
  drafts: Record<string, string>
}

function read(): Writing {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '') as Writing
  } catch {
    return { drafts: {} }
  }
}

/**
 * What became of the notes begun in this window, so that going back leads to the draft and not to an
 * empty page. A note begins at an address with a token of its own and gets its draft's address later.
 */
export const writing = {
  /** A token for the address of a new note. */
  begin: (): string => Date.now().toString(36),

  became(token: string, draftId: string): void {
    const { drafts } = read()
    sessionStorage.setItem(storageKey, JSON.stringify({ drafts: { ...drafts, [token]: draftId } }))
  },

  /** The draft is no more: it became a note. */
  published(draftId: string): void {
    const { drafts } = read()
    const entries = Object.entries({ ...drafts, [draftId]: draftId })
    const next = Object.fromEntries(entries.map(([token, id]) => [token, id === draftId ? '' : id]))
    sessionStorage.setItem(storageKey, JSON.stringify({ drafts: next }))
  },

  /** The draft behind a token or a draft's id; empty when it was published, null when nothing is known. */
  find: (token: string): string | null => read().drafts[token] ?? null,
}
