import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { api } from '@/api/client'
import { useSession } from '@/entities/session/session'
import { showProblem } from '@/ui/problem'

/** Answers that were asked for before a change may arrive this much later, in ms. */
const staleFor = 3_000

/** Whom the viewer follows, as far as any answer told; one truth for every button on every page. */
export const useFollows = defineStore('follows', () => {
  const session = useSession()
  const follows = shallowReactive(new Map<string, boolean>())
  const pending = new Set<string>()
  const settledAt = new Map<string, number>()

  const isFollowing = (userId: string): boolean => follows.get(userId) ?? false

  /** Takes over what an answer says, unless it may be older than a change of ours. */
  function take(userId: string, following: boolean): void {
    const age = Date.now() - (settledAt.get(userId) ?? 0)
    if (!pending.has(userId) && age > staleFor) follows.set(userId, following)
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
      settledAt.set(userId, Date.now())
    }
  }

  return { follows, isFollowing, take, set }
})
