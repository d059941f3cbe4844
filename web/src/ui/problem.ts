import { i18n } from '@/i18n'
import { asProblem } from '@/api/errors'
import { showToast } from './toast'

/** The sentence that tells a person why something failed. */
export function problemText(error: unknown): string {
  const problem = asProblem(error)
  if (problem.detail) return problem.detail
  const t = i18n.global.t
  if (problem.isNetwork) return t('common.problem.network')
  if (problem.status === 429) return t('common.problem.tooFast')
  if (problem.isMissing) return t('common.problem.missing')
  return t('common.problem.server')
}

/**
 * Tells of a failed act in passing. Says nothing about a missing sign-in, whose sheet is already open, nor
 * about a missing phone, whose sheet the person just closed.
 */
export function showProblem(error: unknown): void {
  const { isSignInRequired, isPhoneRequired } = asProblem(error)
  if (!isSignInRequired && !isPhoneRequired) showToast(problemText(error))
}
