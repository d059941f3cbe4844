import { ref, shallowRef } from 'vue'
import type { Schema } from '@/api/types'
import { api, unwrap } from '@/api/client'
import { showProblem } from '@/ui/problem'
import { withGuardian } from './guardian'

export type Settings = Schema<'Settings'>
export type SettingsUpdate = Schema<'SettingsUpdate'>

/** All switches of the account; a change shows at once and is taken back when the server refuses. */
export function useSettings() {
  const settings = shallowRef<Settings | null>(null)
  const failure = shallowRef<unknown>(null)
  const busy = ref(false)

  async function load(): Promise<void> {
    failure.value = null
    try {
      settings.value = await unwrap(api.GET('/api/v1/me/settings'))
    } catch (error) {
      failure.value = error
    }
  }

  /** Sends a change; `shown` is how things look meanwhile. */
  async function change(body: SettingsUpdate, shown: Settings): Promise<void> {
    const before = settings.value
    settings.value = shown
    busy.value = true
    try {
      settings.value = await withGuardian((pin) =>
        unwrap(api.PATCH('/api/v1/me/settings', { body: pin ? { ...body, pin } : body })),
      )
    } catch (error) {
      settings.value = before
      showProblem(error)
    } finally {
      busy.value = false
    }
  }

  function changePrivacy(part: Partial<Settings['privacy']>): Promise<void> {
    const now = settings.value!
    return change({ privacy: part }, { ...now, privacy: { ...now.privacy, ...part } })
  }

  function changeNotices(part: Partial<Settings['notices']>): Promise<void> {
    const now = settings.value!
    return change({ notices: part }, { ...now, notices: { ...now.notices, ...part } })
  }

  void load()
  return { settings, failure, busy, load, changePrivacy, changeNotices }
}
