import { onMounted, shallowRef, type ShallowRef } from 'vue'

/** What a page shows once it has come: null on its way, else the answer or why there is none. */
export function useLoaded<T>(fetch: () => Promise<T>): {
  data: ShallowRef<T | null>
  failure: ShallowRef<unknown>
  load: () => Promise<void>
} {
  const data = shallowRef<T | null>(null)
  const failure = shallowRef<unknown>(null)

  async function load(): Promise<void> {
    failure.value = null
    try {
      data.value = await fetch()
    } catch (error) {
      failure.value = error
    }
  }

  onMounted(load)
  return { data, failure, load }
}
