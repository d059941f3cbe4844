import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { showProblem } from '@/ui/problem'

export type Channel = Schema<'Channel'>

/** The categories over the stream: this person's own in their order, and the others. */
export const useChannels = defineStore('channels', () => {
  const all = shallowRef<Channel[]>([])
  const isDefault = shallowRef(true)
  const mine = computed(() => all.value.filter((channel) => channel.is_mine))

  function take(found: Schema<'Channels'>): void {
    all.value = found.items
    isDefault.value = found.is_default
  }

  async function load(): Promise<void> {
    try {
      take(await unwrap(api.GET('/api/v1/feed/channels')))
    } catch {
      // Without its categories the stream still works; the next visit asks again.
    }
  }

  /** Stores the own channels, for visitors too; null brings back the usual ones. False when refused. */
  async function choose(slugs: string[] | null): Promise<boolean> {
    try {
      const asked = slugs
        ? api.PUT('/api/v1/feed/channels', { body: { order: slugs } })
        : api.DELETE('/api/v1/feed/channels')
      take(await unwrap(asked))
      return true
    } catch (error) {
      showProblem(error)
      return false
    }
  }

  return { all, mine, isDefault, load, choose }
})
