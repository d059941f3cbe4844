import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

/** A document of the platform in the version that binds now. */
export type RuleBrief = Schema<'RuleBrief'>

/** The documents that one agrees to when an account is made, fetched once. */
export const useAgreements = defineStore('agreements', () => {
  const all = shallowRef<RuleBrief[]>([])
  let running: Promise<void> | null = null

  const asked = computed(() => all.value.filter((rule) => rule.must_accept))
  /** What to send with a sign-up as read and accepted. */
  const accepted = computed(() =>
    asked.value.map(({ slug, version }) => ({ slug, version: String(version) })),
  )

  async function fetchAll(): Promise<void> {
    try {
      all.value = await unwrap<RuleBrief[]>(api.GET('/api/v1/rules', {}))
    } catch {
      // The way to all the rules is shown instead of their names.
    } finally {
      running = null
    }
  }

  function load(): Promise<void> {
    if (all.value.length) return Promise.resolve()
    running ??= fetchAll()
    return running
  }

  return { all, asked, accepted, load }
})
