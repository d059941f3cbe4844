import { onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { api, unwrap } from '@/api/client'
import type { CommentPage } from '@/entities/comment/types'
import { useNotes } from '@/entities/note/notes'
import type { Note } from '@/entities/note/types'
import { useSession } from '@/entities/session/session'

const processingCheck = 3_000

/** A note with its first comments; a video still in the works is asked after until it is ready. */
export function useNote(id: MaybeRefOrGetter<string>) {
  const notes = useNotes()
  const session = useSession()
  const note = shallowRef<Note | null>(null)
  const firstComments = shallowRef<CommentPage | null>(null)
  const error = shallowRef<unknown>(null)
  const loading = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  function fetchNote(noteId: string) {
    return unwrap(api.GET('/api/v1/notes/{note_id}', { params: { path: { note_id: noteId } } }))
  }

  function followVideo(): void {
    clearTimeout(timer)
    const state = note.value?.video?.state
    if (state !== 'queued' && state !== 'working') return
    timer = setTimeout(async () => {
      const noteId = toValue(id)
      try {
        const answer = await fetchNote(noteId)
        if (noteId === toValue(id)) note.value = answer.note
      } catch {
        // The next check may do better.
      }
      followVideo()
    }, processingCheck)
  }

  async function load(): Promise<void> {
    const mine = (asked += 1)
    loading.value = true
    error.value = null
    try {
      const answer = await fetchNote(toValue(id))
      if (mine !== asked) return
      notes.take([answer.note])
      firstComments.value = answer.comments
      note.value = answer.note
      followVideo()
    } catch (reason) {
      if (mine === asked) error.value = reason
    } finally {
      if (mine === asked) loading.value = false
    }
  }

  watch(
    () => [toValue(id), session.person] as const,
    ([next], before) => {
      if (next !== before?.[0]) note.value = null
      void load()
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  return { note, firstComments, error, loading, load }
}
