import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { api } from '@/api/client'
import { useSession } from '@/entities/session/session'
import { showProblem } from '@/ui/problem'
import type { Topic } from './types'

/** Which topics the viewer follows; one truth for the hot list, the topic pages and the search. */
export const useTopics = defineStore('topics', () => {
  const session = useSession()
  const followed = shallowReactive(new Map<string, boolean>())
  const pending = new Set<string>()

  const isFollowed = (id: string): boolean => followed.get(id) ?? false

  function take(topics: readonly Pick<Topic, 'id' | 'followed'>[]): void {
    for (const topic of topics) if (!pending.has(topic.id)) followed.set(topic.id, topic.followed)
  }

  /** Follows or leaves a topic at once and takes it back when the server refuses. */
  async function toggle(id: string): Promise<void> {
    if (!(await session.requireSignIn('common.signIn.toFollow')) || pending.has(id)) return
    const next = !isFollowed(id)
    pending.add(id)
    followed.set(id, next)
    try {
      const params = { params: { path: { topic_id: id } } }
      if (next) await api.PUT('/api/v1/topics/{topic_id}/follow', params)
      else await api.DELETE('/api/v1/topics/{topic_id}/follow', params)
    } catch (error) {
      followed.set(id, !next)
      showProblem(error)
    } finally {
      pending.delete(id)
    }
  }

  return { isFollowed, take, toggle }
})
