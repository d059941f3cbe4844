import { describe, expect, it } from 'vitest'
import { mentionBefore } from './useMentions'

describe('mentionBefore', () => {
  it.each([
    ['@', 1, ''],
    ['你好@an', 6, 'an'],
    ['你好 @麦', 5, '麦'],
    ['@anna 好', 2, 'a'],
    ['@anna 好', 7, null],
    ['mail@example', 12, null],
    ['没有', 2, null],
  ])('finds the name in %j at %d', (text, cursor, name) => expect(mentionBefore(text, cursor)).toBe(name))
})
