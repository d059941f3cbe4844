import { onScopeDispose } from 'vue'
import { useEvents } from './events'

/** Counts how long the page was really in view, and tells it once when the reader leaves. */
export function useDwell(noteId: string): void {
  const events = useEvents()
  let total = 0
  let since: number | null = document.visibilityState === 'visible' ? performance.now() : null

  function pause(): void {
    if (since !== null) total += performance.now() - since
    since = null
  }

  function change(): void {
    if (document.visibilityState === 'visible') since ??= performance.now()
    else pause()
  }

  document.addEventListener('visibilitychange', change)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', change)
    pause()
    if (total >= 500) events.read(noteId, total)
  })
}
