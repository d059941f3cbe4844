import { computed, onScopeDispose, shallowReactive } from 'vue'
import { asProblem, type ApiProblem } from '@/api/errors'
import { uploadStore, type KeptUpload, type UploadStore } from './uploadStore'
import { loadTransport, sendByTus, type Sending, type Transport } from './uploadTransport'

/**
 * `paused` goes on by itself when the network or the session is back; `failed` needs the person.
 */
export type TransferState = 'preparing' | 'waiting' | 'sending' | 'paused' | 'finishing' | 'done' | 'failed'

/** One file on its way to the server. */
export interface Transfer<Result> {
  readonly key: string
  readonly name: string
  readonly kind: 'image' | 'video'
  /** The file as it is sent: after `prepare` it may be a smaller one. */
  file: Blob
  state: TransferState
  /** The share that has arrived, 0 to 1. */
  progress: number
  problem: ApiProblem | null
  result: Result | null
  url: string | null
}

export interface NewTransfer {
  key: string
  name: string
  kind: 'image' | 'video'
  file: Blob
}

export interface UploadOptions<Result> {
  /** Makes of a chosen file what is sent; one at a time. */
  prepare?: (transfer: Transfer<Result>) => Promise<Blob>
  /** Makes of a finished upload what is wanted. */
  finish: (uploadId: string, transfer: Transfer<Result>) => Promise<Result>
  /** What the files belong to; only those with a scope survive a reload. */
  scope?: () => string
  parallel?: number
  transport?: Transport
  store?: UploadStore
}

const pauseRetry = 15_000

/** Whether going on later, without the person, may succeed. */
const isPassing = (problem: ApiProblem): boolean =>
  problem.isNetwork || problem.isSignInRequired || problem.status >= 502

/** A queue of files: prepared one by one, sent a few at a time, each going on where it stopped. */
export function createUploads<Result>(options: UploadOptions<Result>) {
  const { parallel = 3, transport = sendByTus, store = uploadStore } = options
  const transfers = shallowReactive(new Map<string, Transfer<Result>>())
  const sendings = new Map<string, Sending>()
  const waiters = new Set<() => void>()
  const running = new Set<Transfer<Result>>()
  let preparing: Promise<unknown> = Promise.resolve()

  const isAlive = (transfer: Transfer<Result>): boolean => transfers.get(transfer.key) === transfer

  const all = computed(() => [...transfers.values()])
  const open = computed(() => all.value.filter(({ state }) => state !== 'done' && state !== 'failed'))

  function notice(): void {
    if (open.value.length === 0) {
      waiters.forEach((waiter) => waiter())
      waiters.clear()
    }
  }

  function set(transfer: Transfer<Result>, state: TransferState, problem: ApiProblem | null = null): void {
    transfer.state = state
    transfer.problem = problem
    notice()
  }

  function keep(transfer: Transfer<Result>): void {
    if (!options.scope) return
    const { key, name, kind, file, url } = transfer
    void store.put({ key, name, kind, file, url, scope: options.scope(), at: Date.now() })
  }

  function begin(given: NewTransfer, url: string | null): Transfer<Result> {
    const fresh: Omit<Transfer<Result>, keyof NewTransfer> = {
      state: 'preparing',
      progress: 0,
      problem: null,
      result: null,
      url,
    }
    const transfer = shallowReactive<Transfer<Result>>({ ...given, ...fresh })
    transfers.set(given.key, transfer)
    return transfer
  }

  async function prepare(transfer: Transfer<Result>): Promise<void> {
    if (!options.prepare) return
    const mine = preparing.then(async () => {
      if (isAlive(transfer)) transfer.file = await options.prepare!(transfer)
    })
    preparing = mine.catch(() => undefined)
    await mine
  }

  async function send(transfer: Transfer<Result>): Promise<void> {
    set(transfer, 'sending')
    const sending = transport(transfer.file, {
      name: transfer.name,
      kind: transfer.kind,
      url: transfer.url,
      onUrl(url) {
        transfer.url = url
        if (isAlive(transfer)) keep(transfer)
      },
      onProgress: (share) => (transfer.progress = share),
    })
    sendings.set(transfer.key, sending)
    const uploadId = await sending.done
    if (!isAlive(transfer)) return
    set(transfer, 'finishing')
    transfer.progress = 1
    transfer.result = await options.finish(uploadId, transfer)
    if (!isAlive(transfer)) return
    void store.remove(transfer.key)
    set(transfer, 'done')
  }

  async function attempt(transfer: Transfer<Result>): Promise<void> {
    running.add(transfer)
    try {
      await send(transfer)
    } catch (error) {
      if (!isAlive(transfer)) return
      const problem = asProblem(error)
      if (problem.isMissing) transfer.url = null
      set(transfer, isPassing(problem) ? 'paused' : 'failed', problem)
    } finally {
      if (isAlive(transfer)) sendings.delete(transfer.key)
      running.delete(transfer)
      next()
    }
  }

  function next(): void {
    for (const transfer of transfers.values()) {
      if (running.size >= parallel) return
      if (transfer.state === 'waiting') void attempt(transfer)
    }
  }

  async function enqueue(transfer: Transfer<Result>): Promise<void> {
    try {
      await prepare(transfer)
    } catch (error) {
      set(transfer, 'failed', asProblem(error))
      return
    }
    if (!isAlive(transfer)) return
    keep(transfer)
    set(transfer, 'waiting')
    next()
  }

  /** Starts at once; watch the returned transfer. */
  function add(given: NewTransfer): Transfer<Result> {
    const transfer = begin(given, null)
    void enqueue(transfer)
    return transfer
  }

  /** Goes on with a file that a reload interrupted. */
  function restore(kept: KeptUpload): Transfer<Result> {
    const { key, name, kind, file, url } = kept
    const transfer = begin({ key, name, kind, file }, url)
    transfer.state = 'waiting'
    next()
    return transfer
  }

  function retry(key: string): void {
    const transfer = transfers.get(key)
    if (!transfer || (transfer.state !== 'failed' && transfer.state !== 'paused')) return
    set(transfer, 'waiting')
    next()
  }

  /** Goes on with everything that waits for the network or for the session. */
  function resume(): void {
    for (const [key, { state }] of transfers) if (state === 'paused') retry(key)
  }

  /** Takes a file out of the queue and frees what the server holds of it. */
  function cancel(key: string): void {
    const transfer = transfers.get(key)
    if (!transfer) return
    transfers.delete(key)
    running.delete(transfer)
    sendings.get(key)?.stop(transfer.state !== 'finishing')
    sendings.delete(key)
    void store.remove(key)
    notice()
    next()
  }

  /** Stops without forgetting: what is on the way goes on after the next visit. */
  function stop(): void {
    for (const sending of sendings.values()) sending.stop(false)
    sendings.clear()
    transfers.clear()
    running.clear()
  }

  /** Resolves when nothing is on its way any more, whether it arrived or failed. */
  function settled(): Promise<void> {
    return open.value.length ? new Promise((resolve) => waiters.add(resolve)) : Promise.resolve()
  }

  return { transfers, all, open, add, restore, retry, resume, cancel, stop, settled }
}

/** The queue for a component: goes on when the network is back and stops with the component. */
export function useUpload<Result>(options: UploadOptions<Result>) {
  const uploads = createUploads(options)
  void loadTransport().catch(() => undefined)
  const timer = setInterval(() => navigator.onLine && uploads.resume(), pauseRetry)
  window.addEventListener('online', uploads.resume)
  onScopeDispose(() => {
    clearInterval(timer)
    window.removeEventListener('online', uploads.resume)
    uploads.stop()
  })
  return uploads
}
