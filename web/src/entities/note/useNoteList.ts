import { createInfinite, useKeptLists, type Infinite, type Page } from '@/composables/useInfinite'
import { useNotes } from './notes'
import type { NoteCard } from './types'

export type NoteList = Infinite<NoteCard>

/**
 * A list of note cards that is the same when one comes back to it. `key` names it among all lists, for
 * example `topic:camping:hot`; what an answer says about likes reaches every other list too.
 */
export function useNoteList(
  key: string,
  fetch: (cursor: string | null, signal: AbortSignal) => Promise<Page<NoteCard>>,
  maxAge?: number,
): NoteList {
  const notes = useNotes()
  const make = (): NoteList =>
    createInfinite(
      async (cursor, signal) => {
        const page = await fetch(cursor, signal)
        notes.take(page.items)
        return page
      },
      (card) => card.id,
    )
  const list = useKeptLists().keep(key, make, maxAge)
  if (!list.started.value) void list.more()
  return list
}
