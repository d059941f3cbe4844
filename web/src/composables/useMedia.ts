import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether a media query holds, kept up to date. */
export function useMediaQuery(query: string): Ref<boolean> {
  const list = window.matchMedia(query)
  const holds = ref(list.matches)
  const update = (): void => void (holds.value = list.matches)
  list.addEventListener('change', update)
  onScopeDispose(() => list.removeEventListener('change', update))
  return holds
}

/** The layouts: `wide` from 960 px with the full rail and the top bar, `phone` below 640 px with the bottom bar. */
export function useMedia() {
  return { wide: useMediaQuery('(width >= 960px)'), phone: useMediaQuery('(width < 640px)') }
}
