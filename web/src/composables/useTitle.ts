import { onScopeDispose, shallowReactive, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'

/** Titles that pages give, the topmost last; below them stands the route's own. */
export const pageTitles = shallowReactive<{ text: string }[]>([])

/** Gives the page a title of its own while the component is there. */
export function useTitle(title: MaybeRefOrGetter<string | null | undefined>): void {
  const entry = shallowReactive({ text: '' })
  pageTitles.push(entry)
  watchEffect(() => (entry.text = toValue(title) ?? ''))
  onScopeDispose(() => pageTitles.splice(pageTitles.indexOf(entry), 1))
}
