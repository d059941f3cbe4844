import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { useSession } from '@/entities/session/session'

export type OwnStore = Schema<'OwnStore'>

/** The stores that the member works for; one truth for the console and the ways into it. */
export const useOwnStores = defineStore('own-stores', () => {
  const session = useSession()
  const loaded = shallowRef<{ person: number; stores: readonly OwnStore[] } | null>(null)
  /** Null until asked for, also after another member signed in. */
  const all = computed(() => (loaded.value?.person === session.person ? loaded.value.stores : null))

  async function load(): Promise<readonly OwnStore[]> {
    const { person } = session
    const stores = await unwrap<OwnStore[]>(api.GET('/api/v1/merchant/stores', {}))
    loaded.value = { person, stores }
    return stores
  }

  /** What is known of this member's stores, else what the server says. */
  async function ready(): Promise<readonly OwnStore[]> {
    return all.value ?? load()
  }

  return { all, load, ready }
})
