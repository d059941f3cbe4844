import { computed, onScopeDispose, ref, type Ref } from 'vue'

/** Whole seconds until a moment, counted by the clock so that a sleeping tab does not lag behind. */
export function useCountdown(): { left: Ref<number>; start: (seconds: number) => void } {
  const until = ref(0)
  const now = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  const left = computed(() => Math.max(0, Math.ceil((until.value - now.value) / 1_000)))

  function tick(): void {
    now.value = Date.now()
    if (left.value === 0) clearInterval(timer)
  }

  function start(seconds: number): void {
    clearInterval(timer)
    now.value = Date.now()
    until.value = now.value + seconds * 1_000
    timer = setInterval(tick, 500)
  }

  onScopeDispose(() => clearInterval(timer))
  return { left, start }
}
