import { createInfinite, useKeptLists, type Infinite, type Page } from '@/composables/useInfinite'
import { useTopics } from './topics'
import type { Topic } from './types'

/** A list of topics that is the same when one comes back to it. */
export function useTopicList(
  key: string,
  fetch: (cursor: string | null, signal: AbortSignal) => Promise<Page<Topic>>,
): Infinite<Topic> {
  const store = useTopics()
  const list = useKeptLists().keep(key, () =>
    createInfinite<Topic>(
      async (cursor, signal) => {
        const page = await fetch(cursor, signal)
        store.take(page.items)
        return page
      },
      (topic) => topic.id,
    ),
  )
  if (!list.started.value) void list.more()
  return list
}
