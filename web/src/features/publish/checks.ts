import type { DraftContent } from '@/entities/draft/types'
import { countGraphemes } from './graphemes'

export const limits = {
  title: 20,
  body: 1000,
  pictures: 18,
  scores: 6,
  points: 6,
  product: 40,
  point: 40,
  scoreName: 10,
  suits: 60,
  alt: 200,
} as const

/** Soonest and latest hour of a scheduled note, from now. */
const soonest = 5 * 60_000
const latest = 30 * 86_400_000

/** What is wrong with a field, as a message key below `publish.check`. */
export type Complaint =
  | 'media'
  | 'mediaFailed'
  | 'title'
  | 'words'
  | 'body'
  | 'category'
  | 'soon'
  | 'late'
  | 'product'
  | 'productLong'
  | 'scores'
  | 'scoresTwice'
  | 'points'
  | 'suits'

export type Complaints = Record<string, Complaint>

function checkWords({ title, body }: DraftContent): Complaints {
  const found: Complaints = {}
  if (countGraphemes(title.trim()) > limits.title) found['title'] = 'title'
  if (countGraphemes(body.trim()) > limits.body) found['body'] = 'body'
  if (!title.trim() && !body.trim()) found['title'] = 'words'
  return found
}

function checkEvaluation({ evaluation }: DraftContent): Complaints {
  if (!evaluation) return {}
  const found: Complaints = {}
  const product = countGraphemes(evaluation.product.trim())
  if (product === 0) found['evaluation.product'] = 'product'
  if (product > limits.product) found['evaluation.product'] = 'productLong'
  const names = evaluation.scores.map(({ name }) => name.trim())
  const isNamed = names.every((name) => name && countGraphemes(name) <= limits.scoreName)
  if (names.length === 0 || !isNamed) found['evaluation.scores'] = 'scores'
  else if (new Set(names).size !== names.length) found['evaluation.scores'] = 'scoresTwice'
  for (const side of ['pros', 'cons'] as const) {
    const isLong = evaluation[side].some((point) => countGraphemes(point.trim()) > limits.point)
    if (isLong) found[`evaluation.${side}`] = 'points'
  }
  if (countGraphemes(evaluation.suits.trim()) > limits.suits) found['evaluation.suits'] = 'suits'
  return found
}

function checkSchedule(scheduledAt: string | null, now: number): Complaints {
  if (!scheduledAt) return {}
  const wait = new Date(scheduledAt).getTime() - now
  if (wait < soonest) return { scheduled_at: 'soon' }
  return wait > latest ? { scheduled_at: 'late' } : {}
}

/** Everything that keeps a draft from being published, by field; the server judges the same again. */
export function checkContent(
  content: DraftContent,
  media: { count: number; failed: number },
  now = Date.now(),
): Complaints {
  const found: Complaints = { ...checkWords(content), ...checkEvaluation(content) }
  if (media.count === 0) found['assets'] = 'media'
  else if (media.failed > 0) found['assets'] = 'mediaFailed'
  if (!content.category) found['category'] = 'category'
  return { ...found, ...checkSchedule(content.scheduled_at, now) }
}

/** Whether there is nothing worth a draft yet. */
export const isEmptyContent = (content: DraftContent): boolean =>
  content.asset_ids.length === 0 &&
  !content.title.trim() &&
  !content.body.trim() &&
  content.evaluation === null
