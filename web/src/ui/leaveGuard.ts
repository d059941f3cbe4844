import { onScopeDispose } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { confirmAct, type Question } from './confirm'

/**
 * Asks before a page is left whose changes would be lost: within the app with a question of ours, at closing
 * or reloading with the browser's own.
 */
export function useLeaveGuard(isDirty: () => boolean, question: () => Question): void {
  const mayLeave = async (): Promise<boolean> => !isDirty() || confirmAct(question())
  const warn = (event: BeforeUnloadEvent): void => {
    if (isDirty()) event.preventDefault()
  }
  onBeforeRouteLeave(mayLeave)
  onBeforeRouteUpdate((to, from) => to.path === from.path || mayLeave())
  window.addEventListener('beforeunload', warn)
  onScopeDispose(() => window.removeEventListener('beforeunload', warn))
}
