import type { Schema } from '@/api/types'

export type Topic = Schema<'Topic'>
