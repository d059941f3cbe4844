import { computed, provide, shallowReactive, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { routeLocationKey, useRouter, type RouteLocationNormalizedLoaded } from 'vue-router'

interface LayerState {
  background?: string
  depth?: number
}

/**
 * The page that is shown and the layer over it. A navigation whose history state names a `background`
 * shows its own page as a layer over that one; a reload forgets the background and shows the full page.
 */
export function useLayerRoute(): {
  shown: ComputedRef<RouteLocationNormalizedLoaded>
  layered: ShallowRef<boolean>
} {
  const router = useRouter()
  const background = shallowRef<string | null>(null)
  const layered = shallowRef(false)

  router.afterEach((_to, from) => {
    const state = window.history.state as LayerState | null
    const first = from.matched.length === 0
    if (first && state?.background) {
      window.history.replaceState({ ...state, background: undefined, depth: undefined }, '')
    }
    background.value = first ? null : (state?.background ?? null)
    layered.value = background.value !== null
  })

  const shown = computed(() =>
    background.value
      ? (router.resolve(background.value) as RouteLocationNormalizedLoaded)
      : router.currentRoute.value,
  )
  return { shown, layered }
}

/** Lets the pages below see the route they were opened with, also while a layer has its own address. */
export function provideRoute(shown: ComputedRef<RouteLocationNormalizedLoaded>): void {
  const view = {} as Record<string, unknown>
  for (const key of Object.keys(shown.value)) {
    Object.defineProperty(view, key, {
      get: () => shown.value[key as keyof RouteLocationNormalizedLoaded],
      enumerable: true,
    })
  }
  provide(routeLocationKey, shallowReactive(view) as unknown as RouteLocationNormalizedLoaded)
}

/** Leaves all layers at once, back to the page below them. */
export function useLayerClose(): () => void {
  const router = useRouter()
  return () => {
    const state = window.history.state as LayerState | null
    if (state?.background) router.go(-(state.depth ?? 1))
    else if (state && 'back' in state && state.back) router.back()
    else void router.replace('/')
  }
}
