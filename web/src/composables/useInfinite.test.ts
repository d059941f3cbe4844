import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createInfinite, useKeptLists, type Page } from './useInfinite'

const row = (id: number) => ({ id: String(id) })
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => row(from + index))
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => Number(id))

describe('createInfinite', () => {
  it('goes from page to page and knows its end', async () => {
    const pages: Record<string, Page<{ id: string }>> = {
      start: { items: rows(0, 3), next_cursor: 'a' },
      a: { items: rows(3, 5), next_cursor: null },
    }
    const list = createInfinite(
      async (cursor) => pages[cursor ?? 'start']!,
      (item) => item.id,
    )
    await list.more()
    expect(list.state.value).toBe('idle')
    await list.more()
    expect(ids(list.items.value)).toEqual([0, 1, 2, 3, 4])
    expect(list.state.value).toBe('done')
    await list.more()
    expect(list.items.value).toHaveLength(5)
  })

  it('leaves out what comes a second time', async () => {
    const list = createInfinite(
      async (cursor) =>
        cursor ? { items: rows(2, 4), next_cursor: null } : { items: rows(0, 3), next_cursor: 'a' },
      (item) => item.id,
    )
    await list.more()
    await list.more()
    expect(ids(list.items.value)).toEqual([0, 1, 2, 3])
  })

  it('asks once, however often it is told', async () => {
    const fetch = vi.fn(async () => ({ items: rows(0, 1), next_cursor: null }))
    const list = createInfinite(fetch, (item) => item.id)
    await Promise.all([list.more(), list.more(), list.more()])
    expect(fetch).toHaveBeenCalledOnce()
  })

  it('keeps what is there when a page fails, and tries again', async () => {
    let fails = true
    const list = createInfinite(
      async (cursor) => {
        if (!cursor) return { items: rows(0, 2), next_cursor: 'a' }
        if (fails) throw new Error('away')
        return { items: rows(2, 3), next_cursor: null }
      },
      (item) => item.id,
    )
    await list.more()
    await list.more()
    expect(list.state.value).toBe('failed')
    expect(ids(list.items.value)).toEqual([0, 1])
    fails = false
    await list.more()
    expect(ids(list.items.value)).toEqual([0, 1, 2])
  })

  it('puts a fresh page on top of the old ones on a refresh', async () => {
    let start = 10
    const list = createInfinite(
      async () => ({ items: rows(start, start + 3), next_cursor: 'a' }),
      (item) => item.id,
    )
    await list.more()
    start = 8
    expect(await list.reload(60)).toBe(3)
    expect(ids(list.items.value)).toEqual([8, 9, 10, 11, 12])
  })

  it('forgets the answer to a question that was replaced', async () => {
    let release: (page: Page<{ id: string }>) => void = () => undefined
    const slow = new Promise<Page<{ id: string }>>((resolve) => (release = resolve))
    let first = true
    const list = createInfinite(
      async () => {
        if (!first) return { items: rows(5, 6), next_cursor: null }
        first = false
        return slow
      },
      (item) => item.id,
    )
    const before = list.more()
    await list.reload()
    release({ items: rows(0, 3), next_cursor: null })
    await before
    expect(ids(list.items.value)).toEqual([5])
  })
})

describe('useKeptLists', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('gives the same list back, unless it is too old or was cleared', () => {
    const kept = useKeptLists()
    const make = () => ({})
    const first = kept.keep('a', make)
    expect(kept.keep('a', make)).toBe(first)
    expect(kept.keep('a', make, -1)).not.toBe(first)
    const second = kept.keep('a', make)
    kept.clear()
    expect(kept.keep('a', make)).not.toBe(second)
  })

  it('forgets what belongs together, and nothing else', () => {
    const kept = useKeptLists()
    const make = () => ({})
    const [one, other] = [kept.keep('store:1', make), kept.keep('feed', make)]
    kept.forgetUnder('store:')
    expect(kept.keep('store:1', make)).not.toBe(one)
    expect(kept.keep('feed', make)).toBe(other)
  })

  it('keeps only so many', () => {
    const kept = useKeptLists()
    const first = kept.keep('0', () => ({}))
    for (let index = 1; index < 40; index += 1) kept.keep(String(index), () => ({}))
    expect(kept.keep('0', () => ({}))).not.toBe(first)
  })
})
