import { api } from '@/api/client'
import type { Schema } from '@/api/types'

export type ProfileTab = 'notes' | 'collected' | 'liked'

/** A member's page as the viewer may see it. */
export type Profile = Schema<'Profile'>

/** A member in a list of people. */
export type PersonCard = Schema<'PersonCard'>

/** Blocks or mutes a member, or lifts it. Throws ApiProblem. */
export async function setRelation(kind: 'block' | 'mute', userId: string, on: boolean): Promise<void> {
  const params = { params: { path: { user_id: userId } } }
  if (kind === 'block') {
    if (on) await api.PUT('/api/v1/users/{user_id}/block', params)
    else await api.DELETE('/api/v1/users/{user_id}/block', params)
    return
  }
  if (on) await api.PUT('/api/v1/users/{user_id}/mute', params)
  else await api.DELETE('/api/v1/users/{user_id}/mute', params)
}
