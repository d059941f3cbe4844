import { onMounted, onUnmounted, ref, type Ref } from 'vue'

const latest = 1_000

/** True once the browser had a moment to spare after the first picture, at the latest after a second. */
export function useIdle(): Ref<boolean> {
  const idle = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let request = 0

  function settle(): void {
    idle.value = true
  }

  onMounted(() => {
    // Safari has no requestIdleCallback.
    if ('requestIdleCallback' in window) request = requestIdleCallback(settle, { timeout: latest })
    else timer = setTimeout(settle, latest / 5)
  })
  onUnmounted(() => {
    if (request) cancelIdleCallback(request)
    clearTimeout(timer)
  })
  return idle
}
