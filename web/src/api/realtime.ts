import { api, unwrap } from './client'

/** One happening that the server pushes: `kind` names it, `payload` is as the API describes it. */
export interface LiveEvent<T = unknown> {
  kind: string
  payload: T
}

type Listener = (event: LiveEvent) => void

const listeners = new Map<string, Set<Listener>>()
const firstPause = 1_000
const longestPause = 60_000

let source: EventSource | null = null
let lastEventId = ''
let pause = firstPause
let timer: ReturnType<typeof setTimeout> | undefined
let wanted = false

/** Hears every happening of a kind until the returned function is called. */
export function onLive(kind: string, listener: Listener): () => void {
  const group = listeners.get(kind) ?? new Set()
  listeners.set(kind, group.add(listener))
  return () => group.delete(listener)
}

function deliver(message: MessageEvent<string>): void {
  if (message.lastEventId) lastEventId = message.lastEventId
  let event: LiveEvent
  try {
    event = JSON.parse(message.data) as LiveEvent
  } catch {
    return
  }
  for (const kind of [event.kind, '*']) listeners.get(kind)?.forEach((listener) => listener(event))
}

function retryLater(): void {
  source?.close()
  source = null
  clearTimeout(timer)
  if (!wanted) return
  timer = setTimeout(() => void open(), pause * (0.5 + Math.random()))
  pause = Math.min(pause * 2, longestPause)
}

async function open(): Promise<void> {
  if (!wanted || source || document.visibilityState === 'hidden') return
  try {
    const { url } = await unwrap<{ url: string }>(api.GET('/api/v1/stream/ticket', {}))
    if (!wanted || source) return
    const address = new URL(url, location.href)
    // A fresh ticket means a fresh EventSource, which forgets where it stopped: the address tells it.
    if (lastEventId) address.searchParams.set('last_event_id', lastEventId)
    source = new EventSource(address, { withCredentials: false })
    source.addEventListener('open', () => (pause = firstPause))
    source.addEventListener('message', deliver)
    source.addEventListener('error', retryLater)
  } catch {
    retryLater()
  }
}

function resume(): void {
  if (document.visibilityState === 'visible' && !source) {
    clearTimeout(timer)
    pause = firstPause
    void open()
  }
}

/** Keeps one event stream open for the signed-in member; it resumes where it stopped. */
export function connectLive(): void {
  if (wanted) return
  wanted = true
  document.addEventListener('visibilitychange', resume)
  window.addEventListener('online', resume)
  void open()
}

/** Closes the stream and forgets its position, as at sign-out. */
export function disconnectLive(): void {
  wanted = false
  lastEventId = ''
  source?.close()
  source = null
  clearTimeout(timer)
  document.removeEventListener('visibilitychange', resume)
  window.removeEventListener('online', resume)
}
