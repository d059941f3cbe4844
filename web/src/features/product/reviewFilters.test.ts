import { expect, test } from 'vitest'
import { reviewFilters } from './reviewFilters'

test('every star stands in one of three ranges, with its count', () => {
  const summary = {
    count: 15,
    rating: 3.7,
    stars: { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 },
    with_pictures: 6,
    with_follow_up: 7,
  }
  const found = Object.fromEntries(reviewFilters(summary).map(({ name, n }) => [name, n]))
  expect(found).toEqual({ all: 15, pictures: 6, followUps: 7, good: 9, medium: 3, poor: 3 })
  expect(reviewFilters(null).every(({ n }) => n === null)).toBe(true)
})
