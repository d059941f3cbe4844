import { shallowReactive } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { createInfinite, useKeptLists, type Infinite } from '@/composables/useInfinite'
import type { GoodsCard } from './types'

export type Facets = Schema<'GoodsFacets'>
export type Sort = 'comprehensive' | 'sales' | 'price_up' | 'price_down' | 'newest'
export type TradeMode = GoodsCard['trade_mode']

/** What is looked for. Prices are in fen. */
export interface GoodsQuery {
  q?: string
  category?: string
  brand?: string[]
  store?: string
  store_category?: string
  trade_mode?: TradeMode[]
  price_min?: number
  price_max?: number
  in_stock?: boolean
  self_run?: boolean
  sort?: Sort
}

export interface GoodsFacts {
  total: number | null
  corrected: string | null
  facets: Facets | null
}

/** A list of goods with what was found in all, the same when one comes back to it. */
export function useGoods(query: GoodsQuery): { list: Infinite<GoodsCard>; facts: GoodsFacts } {
  function make() {
    const facts = shallowReactive<GoodsFacts>({ total: null, corrected: null, facets: null })
    const list = createInfinite<GoodsCard>(
      async (cursor, signal) => {
        const asked = { ...query, ...(cursor ? { cursor } : {}) }
        const page = await unwrap(api.GET('/api/v1/goods', { params: { query: asked }, signal }))
        if (!cursor) {
          Object.assign(facts, { total: page.total, corrected: page.corrected, facets: page.facets })
        }
        return page
      },
      (product) => product.id,
    )
    return { list, facts }
  }
  const kept = useKeptLists().keep(`goods:${JSON.stringify(query)}`, make)
  if (!kept.list.started.value) void kept.list.more()
  return kept
}
