import { requestHeaders } from '@/api/client'
import { useSession } from '@/entities/session/session'
import { defineStore } from 'pinia'

export type EventKind = 'impression' | 'open' | 'dwell' | 'share_arrival'

/** Where something was seen: the surface, and what it showed. */
export interface EventContext {
  surface: 'feed' | 'search' | 'topic' | 'profile' | 'related' | 'board' | 'note'
  channel?: string
  category?: string
  position?: number
  query?: string
  share?: string
}

interface ClientEvent {
  kind: EventKind
  note_id: string
  at: string
  ms?: number
  context: EventContext
}

const batchSize = 40
const sendAfter = 4_000
const longestDwell = 10 * 60_000

/**
 * What was seen and opened, sent in batches. Reading times are collected only from people who agreed;
 * everything that waits is sent when the page is left.
 */
export const useEvents = defineStore('events', () => {
  const session = useSession()
  const waiting: ClientEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function send(): void {
    clearTimeout(timer)
    timer = undefined
    const events = waiting.splice(0, batchSize)
    if (events.length === 0) return
    void fetch('/api/v1/events', {
      method: 'POST',
      keepalive: true,
      headers: { 'Content-Type': 'application/json', ...requestHeaders('POST') },
      body: JSON.stringify({ events }),
    }).catch(() => undefined)
    if (waiting.length) send()
  }

  function record(kind: EventKind, noteId: string, context: EventContext, ms?: number): void {
    if (kind === 'dwell' && !session.consent.dwell) return
    const event: ClientEvent = { kind, note_id: noteId, at: new Date().toISOString(), context }
    if (ms !== undefined) event.ms = Math.min(Math.round(ms), longestDwell)
    waiting.push(event)
    if (waiting.length >= batchSize) send()
    else timer ??= setTimeout(send, sendAfter)
  }

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') send()
  })
  window.addEventListener('pagehide', send)

  return { record, send }
})
