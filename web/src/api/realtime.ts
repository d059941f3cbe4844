import { api, unwrap } from './client'

/** One happening that the server pushes: `kind` names it, `payload` is as the API describes it. */
export interface LiveEvent<T = unknown> {
  kind: string
  payload: T
}

type Listener = (event: LiveEvent) => void

/** Events of the stream itself: too much was missed, load anew; come back with a new ticket. */
const renew = 'renew'
const hiddenFor = 60_000

const listeners = new Map<string, Set<Listener>>()
const firstPause = 1_000
const longestPause = 60_000

let source: EventSource | null = null
let lastEventId = ''
let pause = firstPause
let timer: ReturnType<typeof setTimeout> | undefined
let sleep: ReturnType<typeof setTimeout> | undefined
let wanted = false

/**
 * Hears every happening of a kind until the returned function is called. `counts` comes first of all and
 * after every change, `reset` when too much was missed: then load anew.
 */
export function onLive(kind: string, listener: Listener): () => void {
  let group = listeners.get(kind)
  if (!group) {
    group = new Set()
    listeners.set(kind, group)
    source?.addEventListener(kind, deliver)
  }
  group.add(listener)
  return () => group.delete(listener)
}

function deliver(message: MessageEvent<string>): void {
  if (message.lastEventId) lastEventId = message.lastEventId
  let payload: unknown
  try {
    payload = JSON.parse(message.data)
  } catch {
    return
  }
  const event = { kind: message.type, payload }
  listeners.get(event.kind)?.forEach((listener) => listener(event))
}

function close(): void {
  source?.close()
  source = null
}

function comeBack(): void {
  close()
  void open()
}

function retryLater(): void {
  close()
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
    for (const kind of listeners.keys()) source.addEventListener(kind, deliver)
    source.addEventListener(renew, comeBack)
    source.addEventListener('error', retryLater)
  } catch {
    retryLater()
  }
}

/** A page that nobody sees gives its stream back after a while; in view again it misses nothing. */
function resume(): void {
  clearTimeout(sleep)
  if (document.visibilityState === 'hidden') {
    sleep = setTimeout(close, hiddenFor)
  } else if (!source) {
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
  close()
  clearTimeout(timer)
  clearTimeout(sleep)
  document.removeEventListener('visibilitychange', resume)
  window.removeEventListener('online', resume)
}
