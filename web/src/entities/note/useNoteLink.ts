import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router'
import { useMedia } from '@/composables/useMedia'

interface LayerState {
  background?: string
  depth?: number
}

/** Whether a click asks for the same tab: no other button, no key held. */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/**
 * Leads to notes. On wide screens a note opens over the page that one is on: `history.state` then carries
 * that page and how deep the layers are, while the address is the note's own.
 */
export function useNoteLink() {
  const route = useRoute()
  const router = useRouter()
  const { wide } = useMedia()
  const hrefOf = (id: string): string => `/n/${id}`

  function locationOf(id: string): RouteLocationRaw {
    const path = hrefOf(id)
    if (!wide.value) return { path }
    const { background, depth = 0 } = (window.history.state ?? {}) as LayerState
    if (background) return { path, state: { background, depth: depth + 1 } }
    return route.path.startsWith('/n/') ? { path } : { path, state: { background: route.fullPath, depth: 1 } }
  }

  /** For a link's click: opens the note here, unless the person asked for another tab. */
  function open(event: MouseEvent, id: string): void {
    if (event.defaultPrevented || !isPlain(event)) return
    event.preventDefault()
    void router.push(locationOf(id))
  }

  return { hrefOf, open }
}
