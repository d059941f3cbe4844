import type { Schema } from '@/api/types'

export type RoleBadge = Schema<'Badge'>

/** A member as named on cards, comments and lists. */
export type UserBrief = Schema<'UserBrief'>
