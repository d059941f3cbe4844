import { ref, shallowRef, watch, type Ref } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { showProblem } from '@/ui/problem'

export type GoodsTag = Schema<'TagWrite'>

/** The goods that a draft names, kept beside it on the server; `ensure` makes the draft if there is none. */
export function useGoodsTags(draftId: Ref<string | null>, ensure: () => Promise<unknown>) {
  const tags = shallowRef<readonly GoodsTag[]>([])
  const names = shallowRef<ReadonlyMap<string, Schema<'ProductCard'>>>(new Map())
  const busy = ref(false)

  async function load(id: string): Promise<void> {
    const params = { path: { draft_id: id } }
    const kept = await unwrap(api.GET('/api/v1/drafts/{draft_id}/tags', { params })).catch(() => null)
    if (!kept || tags.value.length) return
    tags.value = kept.tags
    const ids = kept.tags.flatMap(({ product_id: product }) => (product ? [product] : []))
    if (!ids.length) return
    const cards = await unwrap(api.GET('/api/v1/products', { params: { query: { ids } } })).catch(() => null)
    if (cards) names.value = new Map(cards.items.map((card) => [card.id, card]))
  }

  /** Keeps these tags; what the server refuses is taken back. */
  async function set(next: readonly GoodsTag[], card?: Schema<'ProductCard'>): Promise<void> {
    const before = tags.value
    tags.value = next
    if (card) names.value = new Map([...names.value, [card.id, card]])
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

  watch(draftId, (id) => id && !busy.value && load(id), { immediate: true })
  return { tags, names, busy, set }
}
