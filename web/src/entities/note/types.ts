import type { UserBrief } from '@/entities/user/types'
import type { Picture } from '@/ui/picture'

export type NoteKind = 'images' | 'video'

/** Why a note stands in a feed: a code, and what it is about. */
export interface Reason {
  code: 'interest' | 'place' | 'follow' | 'topic' | 'similar' | 'newcomer' | 'hot' | 'fresh' | 'featured'
  arg: string
}

export interface NoteCard {
  id: string
  kind: NoteKind
  title: string
  cover: Picture
  picture_count: number
  author: UserBrief
  like_count: number
  liked: boolean
  published_at: string | null
  place: string | null
  distance_km: number | null
  content_class: 'ugc' | 'pugc' | 'pgc'
  is_paid_cooperation: boolean
  is_featured: boolean
  why: Reason[]
  /** In the author's own lists only. */
  state?: string
  visibility?: 'public' | 'followers' | 'private'
}

export interface NoteVideo {
  state: 'queued' | 'working' | 'ready' | 'failed'
  /** Percent. */
  progress: number
  poster: Picture | null
  src: string | null
  duration_ms: number
  width: number
  height: number
}

/** An evaluation note's structured part. */
export interface Evaluation {
  product: string
  /** In fen. */
  price_paid_fen: number | null
  /** 1 to 5. */
  scores: { name: string; score: number }[]
  pros: string[]
  cons: string[]
  suits: string
  /** The author showed a proof of purchase. */
  has_receipt: boolean
}

export interface NoteDecision {
  id?: string
  rule: string
  reason: string
  appealable: boolean
}

export interface Note extends Omit<NoteCard, 'place'> {
  place: { name: string; city: string } | null
  body: string
  pictures: Picture[]
  video: NoteVideo | null
  topics: { id: string; slug: string; name: string }[]
  mentions: { handle: string; nickname: string }[]
  category: { slug: string; name: string } | null
  evaluation: Evaluation | null
  comment_policy: 'everyone' | 'followers' | 'none'
  collect_count: number
  comment_count: number
  share_count: number
  collected: boolean
  viewer_follows_author: boolean
  is_mine: boolean
  edited_at: string | null
  can_comment: boolean
  comment_block_reason: string | null
  decision: NoteDecision | null
}
