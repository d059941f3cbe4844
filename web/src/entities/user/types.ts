export interface RoleBadge {
  kind: 'creator' | 'star' | 'official'
  label: string
}

/** A member as named on cards, comments and lists. */
export interface UserBrief {
  id: string
  handle: string
  nickname: string
  /** Address of the portrait, or empty. */
  avatar: string
  badge: RoleBadge | null
}

/** A member whom the server proposes to follow, with the reason in words. */
export interface SuggestedUser extends UserBrief {
  reason: string
  follower_count?: number
  bio?: string
}
