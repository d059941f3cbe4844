import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { showProblem } from '@/ui/problem'

export type Channel = Schema<'Channel'>

/** The categories over the stream in the order that this person sees them. */
export const useChannels = defineStore('channels', () => {
  const all = shallowRef<Channel[]>([])

  async function load(): Promise<void> {
    try {
      all.value = (await unwrap(api.GET('/api/v1/feed/channels'))).items
    } catch {
      // Without its categories the stream still works; the next visit asks again.
    }
  }

  /** Stores a new order; for visitors too. Falls back to the old one when refused. */
  async function reorder(next: Channel[]): Promise<void> {
    const before = all.value
    all.value = next
    try {
      await api.PUT('/api/v1/feed/channels', { body: { order: next.map(({ slug }) => slug) } })
    } catch (error) {
      all.value = before
      showProblem(error)
    }
  }

  return { all, load, reorder }
})
