import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useSession } from '@/entities/session/session'
import type { Session } from '@/entities/session/types'
import { useEvents } from './events'

interface Sent {
  kind: string
  note_id?: string
  ms?: number
}

function sentBy(fetch: ReturnType<typeof vi.fn>): Sent[] {
  return fetch.mock.calls.flatMap(
    ([, init]) => (JSON.parse((init as { body: string }).body) as { events: Sent[] }).events,
  )
}

describe('events', () => {
  const fetch = vi.fn(async () => new Response())
  const consent = (dwell: boolean): void => {
    useSession().session = { consent: { personalised: true, dwell }, viewer: null } as Session
  }

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('fetch', fetch.mockClear())
    setActivePinia(createPinia())
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('sends what waits in one batch after a while', () => {
    const events = useEvents()
    events.seen('n1', { surface: 'feed', position: 0 })
    events.seen('n2', { surface: 'feed', position: 1 })
    expect(fetch).not.toHaveBeenCalled()
    vi.advanceTimersByTime(5_000)
    expect(fetch).toHaveBeenCalledOnce()
    expect(sentBy(fetch).map(({ note_id }) => note_id)).toEqual(['n1', 'n2'])
  })

  it('never sends more than the server takes at once', () => {
    const events = useEvents()
    for (let index = 0; index < 95; index += 1) events.seen(`n${index}`, { surface: 'feed' })
    events.send()
    expect(fetch).toHaveBeenCalledTimes(3)
    expect(sentBy(fetch)).toHaveLength(95)
  })

  it('tells reading times only of people who agreed', () => {
    const events = useEvents()
    consent(false)
    events.read('n1', 3_000)
    consent(true)
    events.read('n2', 99_999_999)
    events.send()
    expect(sentBy(fetch)).toMatchObject([{ kind: 'dwell', note_id: 'n2', ms: 600_000 }])
  })

  it('counts an opening once, by card or by address', () => {
    const events = useEvents()
    events.opened('n1', { surface: 'search', query: 'q' })
    events.arrived('n1')
    events.arrived('n2')
    events.send()
    expect(sentBy(fetch).map(({ kind, note_id }) => `${kind} ${note_id}`)).toEqual([
      'open n1',
      'search_click n1',
      'open n2',
    ])
  })
})
