import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

const pause = 140

/** What `ask` finds for the words, a moment after the last key. A late answer, or one that fails, shows nothing old. */
export function useTypeahead<T>(
  words: Ref<string>,
  ask: (words: string) => Promise<readonly T[]>,
): { items: ShallowRef<readonly T[]> } {
  const items = shallowRef<readonly T[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function search(text: string): Promise<void> {
    const mine = (asked += 1)
    const found = await ask(text).catch((): readonly T[] => [])
    if (mine === asked) items.value = found
  }

  watch(words, (text) => {
    clearTimeout(timer)
    const sought = text.trim()
    if (sought) timer = setTimeout(() => void search(sought), pause)
    else {
      asked += 1
      items.value = []
    }
  })
  onScopeDispose(() => clearTimeout(timer))
  return { items }
}
