import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { api } from '@/api/client'
import { useSession } from '@/entities/session/session'
import { showProblem } from '@/ui/problem'

/** Whom the viewer follows, as far as any answer told; one truth for every button on every page. */
export const useFollows = defineStore('follows', () => {
  const session = useSession()
  const follows = shallowReactive(new Map<string, boolean>())
  const pending = new Set<string>()

  const isFollowing = (userId: string): boolean => follows.get(userId) ?? false

  /** Takes over what an answer says, unless a change of ours is on its way. */
  function take(userId: string, following: boolean): void {
    if (!pending.has(userId)) follows.set(userId, following)
  }

  /** Follows or unfollows at once and takes it back when the server refuses. True when it holds. */
  async function set(userId: string, following: boolean): Promise<boolean> {
    if (!(await session.requireSignIn('common.signIn.toFollow')) || pending.has(userId)) return false
    const before = isFollowing(userId)
    pending.add(userId)
    follows.set(userId, following)
    try {
      const params = { params: { path: { user_id: userId } } }
      if (following) await api.PUT('/api/v1/users/{user_id}/follow', params)
      else await api.DELETE('/api/v1/users/{user_id}/follow', params)
      return true
    } catch (error) {
      follows.set(userId, before)
      showProblem(error)
      return false
    } finally {
      pending.delete(userId)
    }
  }

  return { follows, isFollowing, take, set }
})
