import type { Schema } from '@/api/types'
import { api, unwrap } from '@/api/client'
import { createInfinite, useKeptLists, type Infinite, type Page } from '@/composables/useInfinite'
import { mayDo, useOwnStore, type StoreRole } from '../store'

export type Figures = Schema<'Figures'>
export type Path = { store_id: string }

const keyOf = (store: string): string => `merchant:${store}:`

/** The store of the page: its id for the API, its place in the client, and what one's role may do in it. */
export function useDesk() {
  const store = useOwnStore().value
  const lists = useKeptLists()
  return {
    store,
    path: { store_id: store.id } satisfies Path,
    /** Where the console's pages stand: `home + '/orders'`. */
    home: `/merchant/${store.slug}`,
    may: (...roles: StoreRole[]): boolean => mayDo(store, ...roles),
    isOwner: store.role === 'owner',
    /** Makes the lists be asked for anew, since something that is in them has changed. */
    forgetLists: (): void => lists.forgetUnder(keyOf(store.id)),
  }
}

export const loadFigures = (path: Path): Promise<Figures> =>
  unwrap<Figures>(api.GET('/api/v1/merchant/stores/{store_id}/figures', { params: { path } }))

/** A list of the store's, kept for a short while only, because others work on it too. */
export function useStoreList<T extends { id: string | number }>(
  store: Path,
  name: string,
  fetch: (query: { cursor?: string }, signal: AbortSignal) => Promise<Page<T>>,
): Infinite<T> {
  const list = useKeptLists().keep(
    keyOf(store.store_id) + name,
    () =>
      createInfinite<T>(
        (cursor, signal) => fetch(cursor ? { cursor } : {}, signal),
        ({ id }) => String(id),
      ),
    20_000,
  )
  if (!list.started.value) void list.more()
  return list
}
