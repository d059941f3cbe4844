import type { Schema } from '@/api/types'

export type Topic = Schema<'Topic'>
export type NoticeLevel = NonNullable<Topic['notice_level']>
