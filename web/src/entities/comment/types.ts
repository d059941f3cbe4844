import type { UserBrief } from '@/entities/user/types'
import type { Picture } from '@/ui/picture'

export interface Comment {
  id: string
  note_id: string
  author: UserBrief
  is_note_author: boolean
  body: string
  picture: Picture | null
  mentions: { handle: string; nickname: string }[]
  like_count: number
  liked: boolean
  reply_count: number
  /** The first two, below a root. */
  replies: Comment[]
  reply_to: UserBrief | null
  pinned: boolean
  /** Hidden behind a tap. */
  folded: boolean
  state: 'public' | 'folded' | 'review' | 'filtered' | 'hidden'
  created_at: string
  is_mine: boolean
  can_delete: boolean
  can_pin: boolean
  city: string
}

export interface CommentPage {
  items: Comment[]
  next_cursor: string | null
  /** Roots and replies that the viewer can see. */
  total: number
}
