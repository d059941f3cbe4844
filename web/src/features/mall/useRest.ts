import { computed, watch, type Ref } from 'vue'
import type { Infinite } from '@/composables/useInfinite'

const fewest = 4

/** A list without what the page shows already; fetches on while hardly anything of it is left. */
export function useRest<T>(
  list: Infinite<T>,
  shown: Ref<ReadonlySet<string>>,
  keyOf: (item: T) => string,
): Infinite<T> {
  const items = computed(() => list.items.value.filter((item) => !shown.value.has(keyOf(item))))
  watch(
    () => list.state.value === 'idle' && list.started.value && items.value.length < fewest,
    (isShort) => isShort && void list.more(),
    { immediate: true, flush: 'post' },
  )
  return { ...list, items }
}
