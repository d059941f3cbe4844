import { api, unwrap } from '@/api/client'
import type { Page } from '@/composables/useInfinite'
import type { NoteCard } from '@/entities/note/types'
import { useNoteList, type NoteList } from '@/entities/note/useNoteList'

/** The notes that the viewer collected or liked, latest first; kept for a minute only. */
export function useOwnTab(handle: string, tab: 'collected' | 'liked'): NoteList {
  return useNoteList(
    `me:${tab}`,
    (cursor, signal) =>
      unwrap<Page<NoteCard>>(
        api.GET('/api/v1/users/{handle}/notes', {
          params: { path: { handle }, query: { tab, ...(cursor ? { cursor } : {}) } },
          signal,
        }),
      ),
    60_000,
  )
}
