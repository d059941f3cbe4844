import type { Schema } from '@/api/types'

/** By what a member becomes a creator of a field. */
export type CreatorRule = Schema<'CreatorRule'>

/** How far one has come oneself. */
export type CreatorProgress = Schema<'CreatorProgress'>
