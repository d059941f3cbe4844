import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { api } from '@/api/client'
import { useSession } from '@/entities/session/session'
import { showProblem } from '@/ui/problem'
import type { NoticeLevel, Topic } from './types'

/** Which topics the viewer follows; one truth for the hot list, the topic pages and the search. */
export const useTopics = defineStore('topics', () => {
  const session = useSession()
  const followed = shallowReactive(new Map<string, boolean>())
  const levels = shallowReactive(new Map<string, NoticeLevel>())
  const pending = new Set<string>()

  const isFollowed = (id: string): boolean => followed.get(id) ?? false

  /** Of which new notes of a followed topic the viewer is told. */
  const levelOf = (id: string): NoticeLevel => levels.get(id) ?? 'highlights'

  function take(topics: readonly Pick<Topic, 'id' | 'followed' | 'notice_level'>[]): void {
    for (const topic of topics) {
      if (pending.has(topic.id)) continue
      followed.set(topic.id, topic.followed)
      levels.set(topic.id, topic.notice_level ?? 'highlights')
    }
  }

  /** Follows or leaves a topic at once and takes it back when the server refuses. */
  async function toggle(id: string): Promise<void> {
    if (!(await session.requireSignIn('common.signIn.toFollow')) || pending.has(id)) return
    const next = !isFollowed(id)
    const level = levelOf(id)
    pending.add(id)
    followed.set(id, next)
    levels.set(id, 'highlights')
    try {
      const params = { params: { path: { topic_id: id } } }
      if (next) await api.PUT('/api/v1/topics/{topic_id}/follow', params)
      else await api.DELETE('/api/v1/topics/{topic_id}/follow', params)
    } catch (error) {
      followed.set(id, !next)
      levels.set(id, level)
      showProblem(error)
    } finally {
      pending.delete(id)
    }
  }

  /** Sets how much the viewer is told, and takes it back when the server refuses. */
  async function setLevel(id: string, level: NoticeLevel): Promise<void> {
    const before = levelOf(id)
    levels.set(id, level)
    try {
      const params = { path: { topic_id: id } }
      await api.PUT('/api/v1/topics/{topic_id}/notices', { params, body: { level } })
    } catch (error) {
      levels.set(id, before)
      showProblem(error)
    }
  }

  return { isFollowed, levelOf, take, toggle, setLevel }
})
