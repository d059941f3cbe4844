import type { Schema } from '@/api/types'

export type Comment = Schema<'Comment'>
export type CommentPage = Schema<'CommentPage'>
