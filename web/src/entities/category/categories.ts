import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

export type Category = Schema<'Category'>

/** The categories of notes, fetched once. */
export const useCategories = defineStore('categories', () => {
  const all = shallowRef<Category[]>([])
  const failed = ref(false)
  let running: Promise<void> | null = null

  async function fetchAll(): Promise<void> {
    try {
      all.value = await unwrap(api.GET('/api/v1/categories'))
      failed.value = false
    } catch {
      failed.value = true
    } finally {
      running = null
    }
  }

  /** Fetches them unless they are here or on their way. */
  function load(): Promise<void> {
    if (all.value.length) return Promise.resolve()
    running ??= fetchAll()
    return running
  }

  const nameOf = (slug: string): string => all.value.find((each) => each.slug === slug)?.name ?? slug

  return { all, failed, load, nameOf }
})
