import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { api, unwrap } from '@/api/client'
import { onLive } from '@/api/realtime'
import { useSession } from '@/entities/session/session'

export type NoticeLane = 'process' | 'likes' | 'follows' | 'comments' | 'system'
export type UnreadCounts = Record<NoticeLane, number>

const none: UnreadCounts = { process: 0, likes: 0, follows: 0, comments: 0, system: 0 }

/** Unread notices by lane, the same on every device: read at sign-in, then as the stream tells. */
export const useUnread = defineStore('unread', () => {
  const session = useSession()
  const counts = ref<UnreadCounts>(none)
  const total = computed(() => Object.values(counts.value).reduce((sum, count) => sum + count, 0))

  function take({ process, likes, follows, comments, system }: UnreadCounts): void {
    counts.value = { process, likes, follows, comments, system }
  }

  async function load(): Promise<void> {
    if (!session.isSignedIn) {
      counts.value = none
      return
    }
    try {
      take(await unwrap<UnreadCounts>(api.GET('/api/v1/notifications/counts', {})))
    } catch {
      // The number on the tab is a courtesy; the lists tell of trouble themselves.
    }
  }

  watch(() => session.viewer?.id, load, { immediate: true })
  onLive('counts', ({ payload }) => take(payload as UnreadCounts))
  onLive('reset', () => void load())

  return { counts, total, take, load }
})
