import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import type { Page } from '@/composables/useInfinite'

/** A member's named collection of notes. */
export type Board = Schema<'Board'>

/** A place in a board; `note` is null where the note is gone, which only the owner sees. */
export type BoardNote = Schema<'BoardNote'>

export interface BoardWords {
  name: string
  introduction: string
  is_public: boolean
}

/** The viewer's own boards: one list for every page that shows or changes them. */
export const useBoards = defineStore('boards', () => {
  const own = shallowRef<readonly Board[]>([])
  const loaded = ref(false)
  const failure = shallowRef<unknown>(null)

  async function load(): Promise<void> {
    try {
      own.value = await unwrap<Board[]>(api.GET('/api/v1/me/boards', {}))
      loaded.value = true
      failure.value = null
    } catch (error) {
      failure.value = error
    }
  }

  /** The own boards, each saying whether the note is in it. Throws ApiProblem. */
  async function listFor(noteId: string): Promise<readonly Board[]> {
    own.value = await unwrap<Board[]>(
      api.GET('/api/v1/me/boards', { params: { query: { note_id: noteId } } }),
    )
    loaded.value = true
    return own.value
  }

  /** Makes a board or changes one. Throws ApiProblem. */
  async function save(words: BoardWords, id?: string): Promise<Board> {
    const board = id
      ? await unwrap<Board>(
          api.PATCH('/api/v1/boards/{board_id}', { params: { path: { board_id: id } }, body: words }),
        )
      : await unwrap<Board>(api.POST('/api/v1/me/boards', { body: words }))
    own.value = id ? own.value.map((each) => (each.id === id ? board : each)) : [...own.value, board]
    return board
  }

  /** Puts the boards into this order. Throws ApiProblem. */
  async function reorder(order: readonly Board[]): Promise<void> {
    await api.PUT('/api/v1/me/boards/order', { body: { board_ids: order.map(({ id }) => id) } })
    own.value = order
  }

  /** Deletes a board; notes that are in no other are no longer collected. Throws ApiProblem. */
  async function remove(id: string): Promise<void> {
    await api.DELETE('/api/v1/boards/{board_id}', { params: { path: { board_id: id } } })
    own.value = own.value.filter((each) => each.id !== id)
  }

  /** Puts a note into a board or takes it out. Throws ApiProblem. */
  async function setNote(id: string, noteId: string, inside: boolean): Promise<void> {
    const params = { params: { path: { board_id: id, note_id: noteId } } }
    if (inside) await api.PUT('/api/v1/boards/{board_id}/notes/{note_id}', params)
    else await api.DELETE('/api/v1/boards/{board_id}/notes/{note_id}', params)
    const step = inside ? 1 : -1
    own.value = own.value.map((each) =>
      each.id === id ? { ...each, note_count: Math.max(0, each.note_count + step) } : each,
    )
  }

  /** What is in a board, latest first. Throws ApiProblem. */
  function listNotes(id: string, cursor: string | null, signal: AbortSignal): Promise<Page<BoardNote>> {
    return unwrap<Page<BoardNote>>(
      api.GET('/api/v1/boards/{board_id}/notes', {
        params: { path: { board_id: id }, query: cursor ? { cursor } : {} },
        signal,
      }),
    )
  }

  return { own, loaded, failure, load, listFor, save, reorder, remove, setNote, listNotes }
})
