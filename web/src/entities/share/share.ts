import { shallowRef } from 'vue'
import type { Picture } from '@/ui/picture'

export type Channel = 'link' | 'poster' | 'system'
export type ShareKind = 'note' | 'product' | 'store' | 'topic' | 'user'

/** What is passed on. */
export interface ShareSubject {
  kind: ShareKind
  /** Its page, such as `/product/…`. */
  path: string
  title: string
  text?: string
  fact?: string
  cover: Picture | null
  /** Whose it is; `picture` is an address. */
  by: { name: string; picture: string | null }
  /** Gives out addresses by which arrivals are credited; without it the plain one is passed on. */
  trace?: {
    address: (channel: Channel) => Promise<string>
    done: (channel: Channel) => void
  }
}

/** The subject that the share sheet is open for. */
export const shareSubject = shallowRef<ShareSubject | null>(null)

/** Opens the share sheet, from anywhere. */
export function requestShare(subject: ShareSubject): void {
  shareSubject.value = subject
}
