import { describe, expect, it } from 'vitest'
import { fromField, proposals, toField } from './schedule'

describe('date and time field', () => {
  it('writes and reads local time', () => {
    const moment = new Date(2026, 10, 3, 8, 5)
    expect(toField(moment)).toBe('2026-11-03T08:05')
    expect(fromField('2026-11-03T08:05')).toBe(moment.toISOString())
    expect(fromField('')).toBeNull()
    expect(fromField('nonsense')).toBeNull()
  })
})

describe('proposals', () => {
  it('names future hours only, each once', () => {
    expect(proposals(new Date(2026, 10, 3, 9, 2)).map(toField)).toEqual([
      '2026-11-03T10:10',
      '2026-11-03T20:00',
      '2026-11-04T12:00',
      '2026-11-04T20:00',
    ])
    expect(proposals(new Date(2026, 10, 3, 21, 0)).map(toField)).toEqual([
      '2026-11-03T22:00',
      '2026-11-04T12:00',
      '2026-11-04T20:00',
    ])
    expect(proposals(new Date(2026, 10, 3, 19, 0)).map(toField)[0]).toBe('2026-11-03T20:00')
  })
})
