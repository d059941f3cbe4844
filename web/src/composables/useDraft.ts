import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { asProblem, type ApiProblem } from '@/api/errors'
import { isSame, mergeDrafts } from './draftMerge'
import { localDrafts, type Stored } from './localDrafts'

/**
 * How safe the words are: `saved` on the server, `local` only on this device until the network or the
 * session is back, `refused` for a reason in `problem`, `conflict` until the person chose, `gone` when
 * the draft was published or deleted elsewhere.
 */
export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'local' | 'refused' | 'conflict' | 'gone'

export interface DraftPort<C> {
  create: (content: C) => Promise<Stored<C>>
  update: (id: string, version: number, content: C) => Promise<Stored<C>>
  read: (id: string) => Promise<Stored<C>>
}

export interface DraftConflict<C> {
  mine: C
  /** Mine, with what only they changed. */
  merged: C
  theirs: Stored<C>
  fields: (keyof C)[]
}

export interface DraftOptions<C> {
  /** The content on the screen, as a plain object. */
  content: () => C
  /** Puts a content on the screen. */
  show: (content: C) => void
  isEmpty: (content: C) => boolean
  port: DraftPort<C>
  /** Whose device copies these are. */
  owner: string
  /** Called when the server gave the draft its id. */
  onCreated?: (id: string) => void
}

const quietTime = 1_500
const longestTime = 6_000
const retryTime = 10_000
const localTime = 300

const lastSaves = new Set<Promise<boolean>>()

/** Resolves when the drafts that were just left are saved, or failed to be; true when there were any. */
export async function leftDraftsSaved(): Promise<boolean> {
  const open = [...lastSaves]
  await Promise.allSettled(open)
  return open.length > 0
}

/**
 * Keeps what is written: on this device at once, on the server a moment later, and puts together what
 * two devices wrote. Nothing that was typed is dropped on an error.
 */
export function createDraft<C extends object>(options: DraftOptions<C>) {
  const { port } = options
  const local = localDrafts<C>(options.owner)
  const state = ref<SaveState>('clean')
  const problem = shallowRef<ApiProblem | null>(null)
  const conflict = shallowRef<DraftConflict<C> | null>(null)
  const stored = shallowRef<Stored<C> | null>(null)
  let quiet: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let localTimer: ReturnType<typeof setTimeout> | undefined
  let changedAt = 0
  let running: Promise<boolean> | null = null
  let closed = false
  let left = false

  /** The server takes nothing of this person's for now; only what the person does on purpose asks again. */
  const isBarred = (): boolean => problem.value?.status === 403

  const isClean = (content: C): boolean =>
    stored.value ? isSame(content, stored.value.content) : options.isEmpty(content)

  function keepLocally(): void {
    clearTimeout(localTimer)
    if (closed) return
    const content = options.content()
    if (isClean(content)) local.remove(stored.value?.id ?? null)
    else local.write(content, stored.value)
  }

  function take(next: Stored<C>): void {
    const isNew = stored.value === null
    stored.value = next
    if (isNew) {
      local.remove(null)
      options.onCreated?.(next.id)
    }
    keepLocally()
  }

  function meet(theirs: Stored<C>, base: C | null): boolean {
    const mine = options.content()
    const { merged, conflicts } = mergeDrafts(base, mine, theirs.content)
    if (conflicts.length) {
      conflict.value = { mine, merged, theirs, fields: conflicts }
      state.value = 'conflict'
      return false
    }
    stored.value = theirs
    if (!isSame(merged, mine)) options.show(merged)
    return true
  }

  function stumble(failure: ApiProblem): void {
    problem.value = failure
    const isPassing = failure.isNetwork || failure.isSignInRequired || failure.status >= 500
    state.value = failure.isMissing && stored.value ? 'gone' : isPassing ? 'local' : 'refused'
    clearTimeout(retry)
    if (isPassing && !failure.isSignInRequired && !left) retry = setTimeout(() => void flush(), retryTime)
  }

  async function sendOnce(content: C): Promise<void> {
    const known = stored.value
    const next = known ? await port.update(known.id, known.version, content) : await port.create(content)
    if (!closed) take({ ...next, content })
  }

  async function run(): Promise<boolean> {
    for (let tries = 0; tries < 4; tries += 1) {
      const content = options.content()
      if (closed || isClean(content)) {
        state.value = stored.value ? 'saved' : 'clean'
        return true
      }
      state.value = 'saving'
      changedAt = 0
      try {
        await sendOnce(content)
        problem.value = null
      } catch (error) {
        const failure = asProblem(error)
        try {
          const known = stored.value
          if (failure.status !== 409 || !known) throw failure
          const theirs = await port.read(known.id)
          if (theirs.version === known.version) throw failure
          if (!meet(theirs, known.content)) return false
        } catch (reason) {
          keepLocally()
          stumble(asProblem(reason))
          return false
        }
      }
    }
    return isClean(options.content())
  }

  /** Saves now; true when the server has everything. */
  function flush(): Promise<boolean> {
    clearTimeout(quiet)
    clearTimeout(retry)
    if (conflict.value || state.value === 'gone') return Promise.resolve(false)
    running ??= run().finally(() => (running = null))
    return running
  }

  /** Notes that something changed: kept on this device at once, sent when the hand rests. */
  function touch(): void {
    if (closed || conflict.value || state.value === 'gone') return keepLocally()
    clearTimeout(localTimer)
    localTimer = setTimeout(keepLocally, localTime)
    if (isClean(options.content()) && !running) {
      state.value = stored.value ? 'saved' : 'clean'
      return
    }
    if (isBarred()) return
    if (state.value !== 'saving') state.value = 'waiting'
    changedAt ||= Date.now()
    const rest = Math.max(0, Math.min(quietTime, longestTime - (Date.now() - changedAt)))
    clearTimeout(quiet)
    quiet = setTimeout(() => void flush(), rest)
  }

  /** Opens what the server holds (null: nothing yet) and brings in what this device still has of it. */
  function open(from: Stored<C> | null): void {
    stored.value = from
    if (from) options.show(from.content)
    const copy = local.read(from?.id ?? null)
    state.value = from ? 'saved' : 'clean'
    if (!copy || isSame(copy.content, from?.content)) return
    options.show(copy.content)
    if (from && copy.stored?.version !== from.version && !meet(from, copy.stored?.content ?? null)) return
    touch()
  }

  /** Ends a conflict with what the person chose. */
  function settle(choice: 'mine' | 'theirs'): void {
    const given = conflict.value
    if (!given) return
    conflict.value = null
    stored.value = given.theirs
    options.show(choice === 'mine' ? given.merged : given.theirs.content)
    state.value = 'saved'
    touch()
    void flush()
  }

  /** Goes on as a new draft, as when this one is gone or both versions are to be kept. */
  function branch(): void {
    const mine = conflict.value?.mine ?? options.content()
    local.remove(stored.value?.id ?? null)
    conflict.value = null
    stored.value = null
    state.value = 'waiting'
    options.show(mine)
    void flush()
  }

  /** Ends without saving: the draft was published or thrown away. */
  function close(): void {
    closed = true
    for (const timer of [quiet, retry, localTimer]) clearTimeout(timer)
    local.remove(stored.value?.id ?? null)
  }

  /** Stops for now: saves once more, and what does not reach the server stays on this device. */
  function leave(): void {
    keepLocally()
    if (!closed && !isBarred()) {
      const saving = flush()
      lastSaves.add(saving)
      void saving.finally(() => lastSaves.delete(saving))
    }
    left = true
    clearTimeout(localTimer)
  }

  return {
    state,
    problem,
    conflict,
    stored,
    isBarred,
    open,
    touch,
    flush,
    settle,
    branch,
    close,
    leave,
    keepLocally,
  }
}

/** The keeper of a draft for a component: watches the content and saves on leaving the page. */
export function useDraft<C extends object>(options: DraftOptions<C>) {
  const draft = createDraft(options)
  const onHidden = (): void => {
    if (document.visibilityState !== 'hidden') return
    draft.keepLocally()
    if (!draft.isBarred()) void draft.flush()
  }
  const onOnline = (): void => void (draft.state.value === 'local' && draft.flush())
  watch(() => JSON.stringify(options.content()), draft.touch)
  document.addEventListener('visibilitychange', onHidden)
  window.addEventListener('online', onOnline)
  window.addEventListener('pagehide', draft.keepLocally)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', onHidden)
    window.removeEventListener('online', onOnline)
    window.removeEventListener('pagehide', draft.keepLocally)
    draft.leave()
  })
  return draft
}
