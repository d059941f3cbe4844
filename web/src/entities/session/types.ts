import type { UserBrief } from '@/entities/user/types'

/** The signed-in member's own record. */
export interface Me extends UserBrief {
  bio?: string
  city?: string | null
  phone_verified?: boolean
  is_moderator?: boolean
  is_operator?: boolean
  interests?: string[]
}

export interface Session {
  viewer: Me | null
  visitor: { interests: string[]; city: string | null }
  features: {
    phone_login: boolean
    email_login: boolean
    oauth: { id: string; name: string }[]
    passkeys: boolean
    outbox: boolean
  }
  csrf_token: string
  stream_url: string | null
  consent: { personalised: boolean; dwell: boolean }
  rules_version_pending: { slug: string; version: number } | null
}
