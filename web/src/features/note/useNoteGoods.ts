import { shallowRef, watch } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

export type GoodsTag = Schema<'NoteGoods'>

/** What a note names of the mall; nothing while that is unknown. */
export function useNoteGoods(noteId: () => string) {
  const goods = shallowRef<readonly GoodsTag[]>([])

  watch(
    noteId,
    async (id) => {
      goods.value = []
      const params = { path: { note_id: id } }
      const found = await unwrap(api.GET('/api/v1/notes/{note_id}/goods', { params })).catch(() => null)
      if (found && id === noteId()) goods.value = found.items
    },
    { immediate: true },
  )
  return goods
}
