import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'

export interface Category {
  slug: string
  name: string
}

/** The categories of notes, fetched once. */
export const useCategories = defineStore('categories', () => {
  const all = shallowRef<Category[]>([])
  const failed = ref(false)
  let running: Promise<void> | null = null

  async function fetchAll(): Promise<void> {
    try {
      const answer = await unwrap<Category[] | { items: Category[] }>(api.GET('/api/v1/categories', {}))
      all.value = Array.isArray(answer) ? answer : answer.items
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
