import { onScopeDispose, ref, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Topic } from '@/entities/topic/types'
import type { UserBrief } from '@/entities/user/types'
import type { TypedEntity } from './suggestions'

/** What can be written in place of what is being typed. */
export interface Suggestion {
  kind: 'topic' | 'mention'
  /** What is written: a topic's name or a member's handle. */
  name: string
  user: UserBrief | null
  /** Notes of a topic; null for one that does not exist yet. */
  notes: number | null
}

const most = 6
const pause = 160

async function findTopics(query: string): Promise<Suggestion[]> {
  const { items } = await unwrap<{ items: Topic[] }>(
    api.GET('/api/v1/topic-suggestions', { params: { query: { q: query } } }),
  )
  const found = items
    .slice(0, most)
    .map(({ name, note_count }): Suggestion => ({ kind: 'topic', name, user: null, notes: note_count }))
  const isKnown = found.some(({ name }) => name.toLowerCase() === query.toLowerCase())
  return query && !isKnown ? [...found, { kind: 'topic', name: query, user: null, notes: null }] : found
}

async function findPeople(query: string): Promise<Suggestion[]> {
  const { items } = await unwrap<{ items: UserBrief[] }>(
    api.GET('/api/v1/mention-suggestions', { params: { query: { q: query } } }),
  )
  return items
    .slice(0, most)
    .map((user): Suggestion => ({ kind: 'mention', name: user.handle, user, notes: null }))
}

/** Suggestions for the topic or mention at the caret; the answer to the last keystroke wins. */
export function useSuggestions() {
  const entity = shallowRef<TypedEntity | null>(null)
  const items = shallowRef<Suggestion[]>([])
  const active = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  function close(): void {
    clearTimeout(timer)
    asked += 1
    entity.value = null
    items.value = []
  }

  async function ask({ kind, query }: TypedEntity): Promise<void> {
    const mine = (asked += 1)
    try {
      const found = await (kind === 'topic' ? findTopics(query) : findPeople(query))
      if (mine !== asked) return
      items.value = found
      active.value = 0
    } catch {
      // Suggestions are a help: without them one types on.
      if (mine === asked) items.value = []
    }
  }

  function look(typed: TypedEntity): void {
    if (entity.value?.kind !== typed.kind || entity.value.start !== typed.start) items.value = []
    entity.value = typed
    clearTimeout(timer)
    timer = setTimeout(() => void ask(typed), pause)
  }

  function step(by: number): void {
    active.value = (active.value + by + items.value.length) % items.value.length
  }

  onScopeDispose(close)
  return { entity, items, active, look, close, step }
}
