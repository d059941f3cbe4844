import { expect, it } from 'vitest'
import { rateOf, stepBefore, stepsOf } from './funnel'

it('knows the steps of each source', () => {
  expect(stepsOf('note')).toHaveLength(8)
  expect(stepsOf('store_notes')[0]).toBe('opens')
  expect(stepsOf('direct')[0]).toBe('views')
})

it('measures the cart by those who saw the product, whoever wished for it', () => {
  const steps = stepsOf('mall')
  expect(steps.map((_, at) => stepBefore(steps, at))).toEqual([
    undefined,
    'views',
    'views',
    'carts',
    'orders',
    'paid_orders',
  ])
})

it('says how many of the step before came on', () => {
  expect(rateOf(1, 3)).toBe(33.3)
  expect(rateOf(0, 8)).toBe(0)
  expect(rateOf(5, 0)).toBeNull()
  expect(rateOf(3, 2)).toBeNull()
  expect(rateOf(5, undefined)).toBeNull()
})
