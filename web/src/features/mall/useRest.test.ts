import { effectScope, nextTick, ref } from 'vue'
import { expect, test } from 'vitest'
import { createInfinite } from '@/composables/useInfinite'
import { useRest } from './useRest'

const settle = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve))

test('leaves out what is shown above, and fetches on while little is left', async () => {
  const asked: (string | null)[] = []
  const pages: Record<string, { items: string[]; next_cursor: string | null }> = {
    first: { items: ['a', 'b', 'c', 'd'], next_cursor: 'second' },
    second: { items: ['e', 'f'], next_cursor: 'third' },
    third: { items: ['g', 'h', 'i'], next_cursor: 'fourth' },
  }
  const list = createInfinite<string>(
    async (cursor) => {
      asked.push(cursor)
      return pages[cursor ?? 'first']!
    },
    (item) => item,
  )
  const shown = ref<ReadonlySet<string>>(new Set(['a', 'b', 'c', 'd']))
  const scope = effectScope()
  const rest = scope.run(() => useRest(list, shown, (item) => item))!
  await rest.more()
  await settle()
  await settle()
  expect(rest.items.value).toEqual(['e', 'f', 'g', 'h', 'i'])
  expect(asked).toEqual([null, 'second', 'third'])
  shown.value = new Set(['a', 'g'])
  await nextTick()
  expect(rest.items.value).toEqual(['b', 'c', 'd', 'e', 'f', 'h', 'i'])
  scope.stop()
})
