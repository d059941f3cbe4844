import { ref, shallowRef, watch, type Ref } from 'vue'
import { api, unwrap } from '@/api/client'
import { showProblem } from '@/ui/problem'
import { keyOf, lookUpNames, type GoodsTag, type Named } from './goodsNames'

/** The goods that a draft names, kept beside it on the server; `ensure` makes the draft if there is none. */
export function useGoodsTags(draftId: Ref<string | null>, ensure: () => Promise<unknown>) {
  const tags = shallowRef<readonly GoodsTag[]>([])
  const names = shallowRef<ReadonlyMap<string, Named>>(new Map())
  const busy = ref(false)

  async function load(id: string): Promise<void> {
    const params = { path: { draft_id: id } }
    const kept = await unwrap(api.GET('/api/v1/drafts/{draft_id}/tags', { params })).catch(() => null)
    if (!kept || tags.value.length) return
    tags.value = kept.tags
    names.value = await lookUpNames(kept.tags)
  }

  /** Keeps these tags; what the server refuses is taken back. */
  async function set(next: readonly GoodsTag[]): Promise<void> {
    const before = tags.value
    tags.value = next
    busy.value = true
    try {
      if (!draftId.value) await ensure()
      const params = { path: { draft_id: draftId.value! } }
      await api.PUT('/api/v1/drafts/{draft_id}/tags', { params, body: { tags: [...next] } })
    } catch (error) {
      tags.value = before
      showProblem(error)
    } finally {
      busy.value = false
    }
  }

  async function add(tag: GoodsTag, named: Named): Promise<void> {
    names.value = new Map([...names.value, [keyOf(tag), named]])
    await set([...tags.value, tag])
  }

  watch(draftId, (id) => id && !busy.value && load(id), { immediate: true })
  return { tags, names, busy, add, set }
}
