import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { defineStore } from 'pinia'

export type ListState = 'idle' | 'loading' | 'done' | 'failed'

export interface Page<T> {
  items: T[]
  next_cursor?: string | null
}

/** A list that is fetched page by page. */
export interface Infinite<T> {
  items: ShallowRef<readonly T[]>
  /** `idle`: there is more; `done`: the end; `failed`: see `error`, `more` tries again. */
  state: Ref<ListState>
  error: ShallowRef<unknown>
  /** The first page has come (or failed to). */
  started: Ref<boolean>
  more(): Promise<void>
  /**
   * Begins anew; what is shown stays until the new first page is there, and the first `keep` of it also
   * after that, below the new. Tells how many are new.
   */
  reload(keep?: number): Promise<number>
  remove(matches: (item: T) => boolean): void
  prepend(item: T): void
}

type Fetch<T> = (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>

/** Makes such a list. `keyOf` tells items apart: an item that comes a second time is left out. */
export function createInfinite<T>(fetch: Fetch<T>, keyOf: (item: T) => string): Infinite<T> {
  const items = shallowRef<readonly T[]>([])
  const state = ref<ListState>('idle')
  const error = shallowRef<unknown>(null)
  const started = ref(false)
  let cursor: string | null = null
  let running: AbortController | null = null

  async function load(fresh: boolean, keep = 0): Promise<number> {
    running?.abort()
    const controller = new AbortController()
    running = controller
    state.value = 'loading'
    try {
      const page = await fetch(fresh ? null : cursor, controller.signal)
      if (controller.signal.aborted) return 0
      const [first, second] = fresh ? [page.items, items.value.slice(0, keep)] : [items.value, page.items]
      const known = new Set(first.map(keyOf))
      items.value = [...first, ...second.filter((item) => !known.has(keyOf(item)))]
      cursor = page.next_cursor ?? null
      state.value = cursor ? 'idle' : 'done'
      error.value = null
      return page.items.length
    } catch (reason) {
      if (controller.signal.aborted) return 0
      error.value = reason
      state.value = 'failed'
      return 0
    } finally {
      if (running === controller) {
        running = null
        started.value = true
      }
    }
  }

  return {
    items,
    state,
    error,
    started,
    more: async () => {
      if (!running && state.value !== 'done') await load(!started.value)
    },
    reload: (keep) => load(true, keep),
    remove: (matches) => {
      items.value = items.value.filter((item) => !matches(item))
    },
    prepend: (item) => {
      items.value = [item, ...items.value.filter((other) => keyOf(other) !== keyOf(item))]
    },
  }
}

const keptAtMost = 24

/** Lists that outlive their pages, so that coming back finds the same list in the same place. */
export const useKeptLists = defineStore('kept-lists', () => {
  const lists = new Map<string, { list: unknown; at: number }>()

  /** The list under this key, if it is younger than `maxAge` ms; else a new one made by `make`. */
  function keep<T>(key: string, make: () => T, maxAge = 15 * 60_000): T {
    const kept = lists.get(key)
    if (kept && Date.now() - kept.at < maxAge) {
      lists.delete(key)
      lists.set(key, kept)
      return kept.list as T
    }
    const list = make()
    lists.delete(key)
    lists.set(key, { list, at: Date.now() })
    for (const oldest of lists.keys()) {
      if (lists.size <= keptAtMost) break
      lists.delete(oldest)
    }
    return list
  }

  return {
    keep,
    forget: (key: string) => lists.delete(key),
    /** Forgets all whose key begins so, as after something that changed which of them a thing is in. */
    forgetUnder: (start: string) => {
      for (const key of lists.keys()) if (key.startsWith(start)) lists.delete(key)
    },
    clear: () => lists.clear(),
  }
})
