import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useSession } from '@/entities/session/session'
import type { useForm } from '@/ui/form'

/** Proof of the person: one of the two, or neither right after signing in to an account that has neither. */
export interface Proof {
  password: string
  code: string
}

export const noProof = (): Proof => ({ password: '', code: '' })

/** The proof that a form sends along, and whether it was refused because the sign-in is too long ago. */
export function useProof(form: ReturnType<typeof useForm>): {
  proof: Ref<Proof>
  hasMeans: ComputedRef<boolean>
  isStale: ComputedRef<boolean>
  failure: ComputedRef<string>
} {
  const session = useSession()
  const hasMeans = computed(() => Boolean(session.viewer?.phone || session.viewer?.has_password))
  const isStale = computed(() => !hasMeans.value && form.problem.value?.code === 'accounts.proof_required')
  /** What the form says was wrong; a stale sign-in is told where it can be mended. */
  const failure = computed(() => (isStale.value ? '' : form.failure.value))
  return { proof: ref(noProof()), hasMeans, isStale, failure }
}
