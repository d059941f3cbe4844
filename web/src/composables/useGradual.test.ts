import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useGradual } from './useGradual'

const frame = 20

describe('useGradual', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  async function passes(): Promise<void> {
    await vi.advanceTimersByTimeAsync(frame)
    await nextTick()
  }

  it('waits for something to mount, then gives one more with each frame', async () => {
    const total = ref(0)
    const scope = effectScope()
    const count = scope.run(() => useGradual(() => total.value))!
    await passes()
    expect(count.value).toBe(2)
    total.value = 4
    await nextTick()
    expect(count.value).toBe(2)
    await passes()
    expect(count.value).toBe(3)
    await passes()
    await passes()
    expect(count.value).toBe(Infinity)
    scope.stop()
  })

  it('stops with its owner', async () => {
    const scope = effectScope()
    const count = scope.run(() => useGradual(() => 9))!
    scope.stop()
    await passes()
    await passes()
    expect(count.value).toBe(2)
  })
})
