import { requestHeaders } from '@/api/client'
import type { Schema } from '@/api/types'
import { useSession } from '@/entities/session/session'
import { defineStore } from 'pinia'

export type EventKind = Schema<'EventCreate'>['kind']
type Source = Schema<'Source'>

/** Where something was seen: the surface, and what it showed. */
export interface EventContext {
  surface: 'feed' | 'search' | 'topic' | 'profile' | 'related' | 'board' | 'note' | 'product' | 'store'
  channel?: string
  category?: string
  position?: number
  query?: string
  source?: Source
}

interface ClientEvent {
  kind: EventKind
  note_id?: string
  topic_id?: string
  product_id?: string
  store_id?: string
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
  let lastOpened = ''
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

  function push(event: Omit<ClientEvent, 'at'>): void {
    waiting.push({ ...event, at: new Date().toISOString() })
    if (waiting.length >= batchSize) send()
    else timer ??= setTimeout(send, sendAfter)
  }

  function seen(noteId: string, context: EventContext): void {
    push({ kind: 'impression', note_id: noteId, context })
  }

  /** A card was opened; in search results that is also the answer to the question. */
  function opened(noteId: string, context: EventContext): void {
    lastOpened = noteId
    push({ kind: 'open', note_id: noteId, context })
    if (context.surface === 'search') push({ kind: 'search_click', note_id: noteId, context })
  }

  /** A note's page is there: counted unless the card that led here was. */
  function arrived(noteId: string): void {
    if (lastOpened !== noteId) push({ kind: 'open', note_id: noteId, context: { surface: 'note' } })
    lastOpened = ''
  }

  function read(noteId: string, ms: number): void {
    if (!session.consent.dwell) return
    const time = Math.min(Math.round(ms), longestDwell)
    push({ kind: 'dwell', note_id: noteId, ms: time, context: { surface: 'note' } })
  }

  function topicOpened(topicId: string): void {
    push({ kind: 'topic_open', topic_id: topicId, context: { surface: 'topic' } })
  }

  /** Somebody came to a product, or put it into the cart, by another way than a note. */
  function productMet(productId: string, how: 'view' | 'cart', source: Source): void {
    const kind = how === 'view' ? 'product_open' : 'product_cart'
    push({ kind, product_id: productId, context: { surface: 'product', source } })
  }

  /** A store's tab is shown. */
  function storeOpened(storeId: string, tab: Source): void {
    push({ kind: 'store_open', store_id: storeId, context: { surface: 'store', source: tab } })
  }

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') send()
  })
  window.addEventListener('pagehide', send)

  return { seen, opened, arrived, read, topicOpened, productMet, storeOpened, send }
})
