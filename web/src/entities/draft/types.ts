import type { Asset } from '@/entities/media/assets'

export type NoteVisibility = 'public' | 'followers' | 'private'
export type CommentPolicy = 'everyone' | 'followers' | 'none'

export interface DraftPlace {
  name: string
  city_code: string
  lat: number | null
  lng: number | null
}

/** The structured part of a note that judges a product. */
export interface DraftEvaluation {
  product: string
  price_paid_fen: number | null
  scores: { name: string; score: number }[]
  pros: string[]
  cons: string[]
  suits: string
  /** A private picture that proves the purchase; readers see only that there is one. */
  receipt_asset_id: string | null
}

/** What is saved of a draft, whole each time. */
export interface DraftContent {
  kind: 'images' | 'video'
  title: string
  body: string
  category: string
  topics: string[]
  place: DraftPlace | null
  visibility: NoteVisibility
  comment_policy: CommentPolicy
  is_paid_cooperation: boolean
  evaluation: DraftEvaluation | null
  asset_ids: string[]
  scheduled_at: string | null
}

export interface Draft extends Omit<DraftContent, 'asset_ids'> {
  id: string
  /** Grows with every save. */
  version: number
  assets: Asset[]
  /** The published note that this draft changes. */
  note_id: string | null
  updated_at: string
}

export const emptyContent = (): DraftContent => ({
  kind: 'images',
  title: '',
  body: '',
  category: '',
  topics: [],
  place: null,
  visibility: 'public',
  comment_policy: 'everyone',
  is_paid_cooperation: false,
  evaluation: null,
  asset_ids: [],
  scheduled_at: null,
})
