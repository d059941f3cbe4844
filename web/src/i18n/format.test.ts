import { describe, expect, it } from 'vitest'
import { compactCount, relativeTime } from './format'

describe('compactCount', () => {
  it.each([
    [0, '0'],
    [9_999, '9999'],
    [10_000, '1万'],
    [12_345, '1.2万'],
    [19_999, '1.9万'],
    [1_280_000, '128万'],
    [99_999_999, '9999.9万'],
    [100_000_000, '1亿'],
  ])('writes %d in Chinese as %s', (value, text) => expect(compactCount(value, 'zh-CN')).toBe(text))

  it.each([
    [9_999, '9999'],
    [12_345, '12.3K'],
    [19_999, '19.9K'],
    [1_280_000, '1.2M'],
  ])('writes %d in English as %s', (value, text) => expect(compactCount(value, 'en')).toBe(text))
})

describe('relativeTime', () => {
  const now = new Date(2026, 10, 23, 20, 30)
  const t = (key: string, values?: Record<string, unknown>) =>
    `${key.split('.').at(-1)} ${Object.values(values ?? {}).join('')}`.trim()

  it.each([
    [new Date(2026, 10, 23, 20, 29, 30), 'now'],
    [new Date(2026, 10, 23, 20, 31), 'now'],
    [new Date(2026, 10, 23, 20, 0), 'minutes 30'],
    [new Date(2026, 10, 23, 8, 10), 'hours 12'],
    [new Date(2026, 10, 22, 21, 8), 'yesterday 21:08'],
    [new Date(2026, 10, 21, 23, 59), '11-21'],
    [new Date(2026, 0, 3, 9, 5), '01-03'],
    [new Date(2025, 10, 23, 20, 30), '2025-11-23'],
  ])('says when %s was', (moment, text) => expect(relativeTime(moment, now, t)).toBe(text))
})
