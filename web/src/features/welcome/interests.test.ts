import { expect, it } from 'vitest'
import { toggled } from './interests'

it('keeps the order of choosing', () => {
  const chosen = ['food', 'pets', 'travel'].reduce(toggled, [] as readonly string[])
  expect(chosen).toEqual(['food', 'pets', 'travel'])
  expect(toggled(chosen, 'pets')).toEqual(['food', 'travel'])
})
