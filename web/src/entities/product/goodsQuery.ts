import type { LocationQuery } from 'vue-router'
import { fromFen, toFen } from '@/i18n/money'
import type { GoodsQuery, Sort, TradeMode } from './useGoods'

const sorts: readonly Sort[] = ['comprehensive', 'sales', 'price_up', 'price_down', 'newest']
const modes: readonly TradeMode[] = ['domestic', 'bonded', 'direct']

const one = (value: LocationQuery[string] | undefined): string => String([value ?? ''].flat()[0] ?? '')
const many = (value: LocationQuery[string] | undefined): string[] => one(value).split(',').filter(Boolean)

/** What an address asks for; junk in it is passed over. Prices stand there in yuan. */
export function readQuery(query: LocationQuery): GoodsQuery {
  const trade = modes.filter((mode) => many(query.mode).includes(mode))
  const brands = many(query.brand)
  const [least, most] = [toFen(one(query.min)), toFen(one(query.max))]
  const sort = sorts.find((name) => name === query.sort)
  return {
    ...(one(query.q) ? { q: one(query.q) } : {}),
    ...(one(query.category) ? { category: one(query.category) } : {}),
    ...(one(query.shelf) ? { store_category: one(query.shelf) } : {}),
    ...(brands.length ? { brand: brands } : {}),
    ...(trade.length ? { trade_mode: trade } : {}),
    ...(least === null ? {} : { price_min: least }),
    ...(most === null ? {} : { price_max: most }),
    ...(one(query.stock) ? { in_stock: true } : {}),
    ...(one(query.self_run) ? { self_run: true } : {}),
    ...(sort && sort !== 'comprehensive' ? { sort } : {}),
  }
}

/** The same as an address; what is not asked for is left out. */
export function writeQuery(query: GoodsQuery): Record<string, string | undefined> {
  return {
    q: query.q,
    category: query.category,
    shelf: query.store_category,
    brand: query.brand?.join(',') || undefined,
    mode: query.trade_mode?.join(',') || undefined,
    min: query.price_min === undefined ? undefined : fromFen(query.price_min),
    max: query.price_max === undefined ? undefined : fromFen(query.price_max),
    stock: query.in_stock ? '1' : undefined,
    self_run: query.self_run ? '1' : undefined,
    sort: query.sort === 'comprehensive' ? undefined : query.sort,
  }
}

/** How many filters narrow the list, words, category and order apart. */
export const filterCount = (query: GoodsQuery): number =>
  (query.brand?.length ?? 0) +
  (query.trade_mode?.length ?? 0) +
  (query.price_min !== undefined || query.price_max !== undefined ? 1 : 0) +
  (query.in_stock ? 1 : 0) +
  (query.self_run ? 1 : 0)
