import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

export type CategoryNode = Schema<'CategoryNode'>

/** The tree of goods, fetched once. */
export const useMallCategories = defineStore('mall-categories', () => {
  const tree = shallowRef<readonly CategoryNode[]>([])
  const failure = shallowRef<unknown>(null)
  let running: Promise<void> | null = null

  async function fetchAll(): Promise<void> {
    try {
      tree.value = await unwrap<CategoryNode[]>(api.GET('/api/v1/mall/categories', {}))
      failure.value = null
    } catch (error) {
      failure.value = error
    } finally {
      running = null
    }
  }

  function load(): Promise<void> {
    if (tree.value.length) return Promise.resolve()
    running ??= fetchAll()
    return running
  }

  const leaves = computed(() => tree.value.flatMap(leavesOf))
  return { tree, leaves, failure, load }
})

const leavesOf = (node: CategoryNode): CategoryNode[] =>
  node.children.length ? node.children.flatMap(leavesOf) : [node]
