import type { UserBrief } from '@/entities/user/types'
import type { Picture } from '@/ui/picture'

export interface Topic {
  id: string
  slug: string
  name: string
  introduction: string
  banner: Picture | null
  host: UserBrief | null
  category: { slug: string; name: string } | null
  follower_count: number
  note_count: number
  participant_count: number
  view_count: number
  hot: number
  followed: boolean
  sponsor_label: string
  is_pinned: boolean
  starts_at: string | null
  ends_at: string | null
  state: 'active' | 'ended'
}
