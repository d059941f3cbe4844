import type { UserBrief } from '@/entities/user/types'

export interface ProfileCounts {
  following: number
  followers: number
  liked_and_collected: number
  notes: number
}

/** The signed-in member's own record. */
export interface Me extends UserBrief {
  bio: string
  gender: 'unspecified' | 'female' | 'male' | 'other'
  birth_date: string | null
  city: { code: string; name: string } | null
  cover: string
  language: 'zh-Hans' | 'en'
  role: 'member' | 'creator' | 'star' | 'official'
  is_moderator: boolean
  is_operator: boolean
  status: 'active' | 'muted' | 'suspended' | 'deleting'
  status_until: string | null
  /** Masked. */
  phone: string | null
  email: string | null
  phone_verified: boolean
  may_write: boolean
  has_password: boolean
  interests: string[]
  can_change_handle: boolean
  minor_mode: boolean
  delete_at: string | null
  counts: ProfileCounts
  joined_at: string
}

export interface Session {
  viewer: Me | null
  visitor: { interests: string[]; city: { code: string; name: string } | null }
  features: {
    phone_login: boolean
    email_login: boolean
    oauth: { id: string; name: string }[]
    passkeys: boolean
    outbox: boolean
    phone_required_to_write: boolean
  }
  csrf_token: string
  stream_url: string | null
  consent: { personalised: boolean; dwell: boolean }
  rules_version_pending: { slug: string; version: string } | null
}
