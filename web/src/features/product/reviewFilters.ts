import type { Schema } from '@/api/types'

/** Which reviews one may look at, and how the API is asked for them. */
export const reviewQueries = {
  all: {},
  pictures: { with_pictures: true },
  followUps: { with_follow_up: true },
  good: { stars: 'good' },
  medium: { stars: 'medium' },
  poor: { stars: 'poor' },
} as const

export type ReviewFilter = keyof typeof reviewQueries

/** The filters with how many reviews each shows; `n` is null until that is known. */
export function reviewFilters(
  summary: Schema<'ReviewSummary'> | null,
): { name: ReviewFilter; n: number | null }[] {
  const names = Object.keys(reviewQueries) as ReviewFilter[]
  if (!summary) return names.map((name) => ({ name, n: null }))
  const of = (...stars: number[]): number => stars.reduce((sum, star) => sum + (summary.stars[star] ?? 0), 0)
  const counts: Record<ReviewFilter, number> = {
    all: summary.count,
    pictures: summary.with_pictures,
    followUps: summary.with_follow_up,
    good: of(4, 5),
    medium: of(3),
    poor: of(1, 2),
  }
  return names.map((name) => ({ name, n: counts[name] }))
}
