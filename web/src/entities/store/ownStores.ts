import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import { useSession } from '@/entities/session/session'

export type OwnStore = Schema<'OwnStore'>

/** The stores that the member works for; one truth for the console and the ways into it. */
export const useOwnStores = defineStore('own-stores', () => {
  const session = useSession()
  const all = shallowRef<readonly OwnStore[] | null>(null)
  let person = -1

  async function load(): Promise<readonly OwnStore[]> {
    const found = await unwrap<OwnStore[]>(api.GET('/api/v1/merchant/stores', {}))
    person = session.person
    return (all.value = found)
  }

  /** What is known of this member's stores, else what the server says. */
  async function ready(): Promise<readonly OwnStore[]> {
    return all.value && person === session.person ? all.value : load()
  }

  return { all, load, ready }
})
