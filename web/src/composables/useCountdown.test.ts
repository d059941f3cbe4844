import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useCountdown } from './useCountdown'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('useCountdown', () => {
  it('counts down to zero and stays there', () => {
    const scope = effectScope()
    const { left, start } = scope.run(() => useCountdown())!
    expect(left.value).toBe(0)
    start(60)
    expect(left.value).toBe(60)
    vi.advanceTimersByTime(1_500)
    expect(left.value).toBe(59)
    vi.advanceTimersByTime(90_000)
    expect(left.value).toBe(0)
    scope.stop()
  })
})
