import { useRoute, type RouteLocationRaw } from 'vue-router'
import { useMedia } from '@/composables/useMedia'

/**
 * Where a card leads. On wide screens the note opens over the page that one is on; `history.state` carries
 * that page and how deep the layer is, the address is the note's own.
 */
export function useNoteLink() {
  const route = useRoute()
  const { wide } = useMedia()

  return (id: string): RouteLocationRaw => {
    const path = `/n/${id}`
    if (!wide.value) return { path }
    const state = window.history.state as { background?: string; depth?: number } | null
    const inLayer = typeof state?.background === 'string'
    if (!inLayer && route.path.startsWith('/n/')) return { path }
    return {
      path,
      state: {
        background: inLayer ? state!.background! : route.fullPath,
        depth: inLayer ? (state!.depth ?? 1) + 1 : 1,
      },
    }
  }
}
