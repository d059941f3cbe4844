import { computed, ref, shallowRef } from 'vue'
import { asProblem, type ApiProblem } from '@/api/errors'
import { problemText } from './problem'

/**
 * The state of a form that the server judges: `busy` while it is sent, `errors` by field, and `failure`
 * for what belongs to none of the named fields.
 */
export function useForm(...fields: string[]) {
  const busy = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  const own = shallowRef<Readonly<Record<string, string>>>({})

  const errors = computed<Readonly<Record<string, string>>>(() => ({
    ...problem.value?.fields,
    ...own.value,
  }))
  const failure = computed(() => {
    const refused = problem.value
    if (!refused || refused.isSignInRequired) return ''
    return fields.some((field) => refused.fields[field]) ? '' : problemText(refused)
  })

  /** Marks fields before anything is sent; an empty record clears them. */
  function mark(messages: Readonly<Record<string, string>>): void {
    own.value = messages
  }

  /** Sends; the answer, or undefined when it was refused (then the form says why) or is still on its way. */
  async function submit<T>(send: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = null
    own.value = {}
    try {
      return await send()
    } catch (error) {
      problem.value = asProblem(error)
      return undefined
    } finally {
      busy.value = false
    }
  }

  function clear(): void {
    problem.value = null
    own.value = {}
  }

  return { busy, errors, failure, problem, mark, submit, clear }
}
