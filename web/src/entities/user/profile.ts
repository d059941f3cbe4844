import { api } from '@/api/client'
import type { UserBrief } from './types'

export type ProfileTab = 'notes' | 'collected' | 'liked'

/** A member's page as the viewer may see it. */
export interface Profile extends UserBrief {
  bio: string
  gender: string | null
  city: string | null
  cover: string
  counts: { following: number; followers: number; liked_and_collected: number; notes: number }
  viewer: { follows: boolean; followed_by: boolean; blocked: boolean; muted: boolean; is_me: boolean }
  tabs: ProfileTab[]
  can_list_following: boolean
  can_list_followers: boolean
  status: 'active' | 'suspended'
  joined_at: string
}

/** A member in a list of people. */
export interface PersonCard extends UserBrief {
  bio: string
  follower_count: number
  note_count: number
  viewer: { follows: boolean; followed_by: boolean }
}

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
