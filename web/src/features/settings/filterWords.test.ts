import { expect, it } from 'vitest'
import { wordsIn } from './filterWords'

it('parts words by the signs people use', () =>
  expect(wordsIn(' 代购，加我、 vx ; ,')).toEqual(['代购', '加我', 'vx']))
