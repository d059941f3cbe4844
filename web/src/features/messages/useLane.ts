import { onScopeDispose } from 'vue'
import { api, unwrap } from '@/api/client'
import { onLive } from '@/api/realtime'
import { createInfinite, type Page } from '@/composables/useInfinite'
import { useUnread, type NoticeLane, type UnreadCounts } from '@/entities/notice/unread'
import { useSession } from '@/entities/session/session'
import { useFollows } from '@/entities/user/follows'
import type { PersonCard } from '@/entities/user/profile'
import type { Notice } from './notices'

/**
 * The notices of a lane, renewed when something happens. What was seen is marked read as far as it was
 * shown, so that what comes later stays unread; the marks on the screen stay until one leaves.
 */
export function useLane(lane: NoticeLane, marksRead: boolean) {
  const unread = useUnread()
  const session = useSession()
  const follows = useFollows()
  const list = createInfinite<Notice>(
    (cursor, signal) =>
      unwrap<Page<Notice>>(
        api.GET('/api/v1/notifications', {
          params: { query: { lane, ...(cursor ? { cursor } : {}) } },
          signal,
        }),
      ),
    (notice) => notice.id,
  )

  async function markRead(): Promise<void> {
    const newest = list.items.value[0]
    if (!marksRead || !newest || document.visibilityState !== 'visible') return
    if (list.items.value.every((notice) => notice.is_read)) return
    try {
      const body = { lane, up_to: newest.updated_at }
      unread.take(await unwrap<UnreadCounts>(api.POST('/api/v1/notifications/read', { body })))
    } catch {
      // They stay unread, and the next look tries again.
    }
  }

  /** Whether one follows those who newly follow oneself: the list of followers knows. */
  async function learnFollows(): Promise<void> {
    const handle = session.viewer?.handle
    if (lane !== 'follows' || !handle) return
    try {
      const page = await unwrap<Page<PersonCard>>(
        api.GET('/api/v1/users/{handle}/followers', { params: { path: { handle }, query: { limit: 50 } } }),
      )
      page.items.forEach((person) => follows.take(person.id, person.viewer.follows))
    } catch {
      // Then the buttons say what they know.
    }
  }

  async function renew(): Promise<void> {
    await list.reload()
    await markRead()
  }

  const stops = [
    onLive('notification', ({ payload }) => {
      if ((payload as { lane?: string }).lane === lane) void renew()
    }),
    onLive('withdrawn', () => void renew()),
    onLive('reset', () => void renew()),
  ]
  document.addEventListener('visibilitychange', markRead)
  onScopeDispose(() => {
    stops.forEach((stop) => stop())
    document.removeEventListener('visibilitychange', markRead)
  })

  void Promise.all([list.more(), learnFollows()]).then(markRead)
  return list
}
