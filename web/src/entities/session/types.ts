import type { Schema } from '@/api/types'

export type ProfileCounts = Schema<'ProfileCounts'>

/** The signed-in member's own record. */
export type Me = Schema<'Me'>

export type Session = Schema<'Session'>
