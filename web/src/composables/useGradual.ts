import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'

const first = 2

/**
 * How many parts of something to mount: two at first, then one more with each frame until all of them stand.
 * Mounted at once they would hold up the first taps on a slow phone.
 */
export function useGradual(total: () => number): Ref<number> {
  const count = shallowRef(first)
  let waiting = false
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function grow(): void {
    waiting = false
    count.value += 1
  }

  watch(
    [total, count],
    ([all, now]) => {
      if (all === 0 || now === Infinity || waiting) return
      // A hidden page gets no frames.
      if (now >= all || document.hidden) {
        count.value = Infinity
        return
      }
      waiting = true
      frame = requestAnimationFrame(() => (timer = setTimeout(grow)))
    },
    { immediate: true, flush: 'post' },
  )
  onScopeDispose(() => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  })
  return count
}
