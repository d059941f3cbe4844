import { onMounted, onUnmounted, type Ref } from 'vue'

/** Does something once, when an element comes within `margin` pixels above or below the view. */
export function useNear(element: Ref<HTMLElement | null>, margin: number, act: () => void): void {
  let observer: IntersectionObserver | undefined

  onMounted(() => {
    observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        observer?.disconnect()
        act()
      },
      { rootMargin: `${margin}px 0px` },
    )
    observer.observe(element.value!)
  })
  onUnmounted(() => observer?.disconnect())
}
