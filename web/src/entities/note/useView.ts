import { onMounted, onUnmounted, ref, shallowRef, type Ref } from 'vue'

/**
 * The width of an element and which part of it is in view, without asking for the layout while one scrolls:
 * sizes come from observers, and a scroll costs one subtraction per frame.
 */
export function useView(root: Ref<HTMLElement | null>, onChange: () => void) {
  const width = ref(0)
  const view = shallowRef({ top: 0, height: window.innerHeight })
  let offset = 0
  let frame = 0
  let observer: ResizeObserver | undefined

  function update(): void {
    frame = 0
    view.value = { top: window.scrollY - offset, height: window.innerHeight }
    onChange()
  }

  function schedule(): void {
    frame ||= requestAnimationFrame(update)
  }

  function measure(): void {
    if (!root.value) return
    offset = root.value.getBoundingClientRect().top + window.scrollY
    width.value = root.value.clientWidth
  }

  onMounted(() => {
    measure()
    view.value = { top: window.scrollY - offset, height: window.innerHeight }
    observer = new ResizeObserver(() => {
      measure()
      schedule()
    })
    observer.observe(root.value!)
    observer.observe(document.body)
    window.addEventListener('scroll', schedule, { passive: true })
  })
  onUnmounted(() => {
    observer?.disconnect()
    cancelAnimationFrame(frame)
    window.removeEventListener('scroll', schedule)
  })

  return { width, view }
}
