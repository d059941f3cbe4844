import { expect, it } from 'vitest'
import { rateOf, stepsOf } from './funnel'

it('knows all steps of those who came through notes, and orders of the others', () => {
  expect(stepsOf('note')).toHaveLength(7)
  expect(stepsOf('direct')).toEqual(['orders', 'paid_orders', 'kept_orders'])
})

it('says how many of the step before came on', () => {
  expect(rateOf(1, 3)).toBe(33.3)
  expect(rateOf(0, 8)).toBe(0)
  expect(rateOf(5, 0)).toBeNull()
  expect(rateOf(3, 2)).toBeNull()
  expect(rateOf(5, undefined)).toBeNull()
})
