import { nextTick, ref, shallowRef, type Ref } from 'vue'
import { api, unwrap } from '@/api/client'
import type { UserBrief } from '@/entities/user/types'

const pause = 160

/** The name that is being typed after an @ before the cursor, or null. */
export function mentionBefore(text: string, cursor: number): string | null {
  return /(?:^|[^A-Za-z0-9_])@([\p{L}\p{N}_-]{0,20})$/u.exec(text.slice(0, cursor))?.[1] ?? null
}

/** Proposes members while one types an @, and writes the chosen one's handle. */
export function useMentions(text: Ref<string>, field: Ref<HTMLTextAreaElement | null>) {
  const people = shallowRef<UserBrief[]>([])
  const active = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  function close(): void {
    asked += 1
    clearTimeout(timer)
    people.value = []
  }

  async function search(q: string): Promise<void> {
    const mine = (asked += 1)
    try {
      const answer = await unwrap(api.GET('/api/v1/mention-suggestions', { params: { query: { q } } }))
      if (mine !== asked) return
      people.value = answer.items.slice(0, 6)
      active.value = 0
    } catch {
      if (mine === asked) people.value = []
    }
  }

  function look(): void {
    clearTimeout(timer)
    const name = field.value ? mentionBefore(text.value, field.value.selectionStart) : null
    if (name === null) close()
    else timer = setTimeout(() => void search(name), pause)
  }

  async function choose(user: UserBrief): Promise<void> {
    const element = field.value
    if (!element) return
    const cursor = element.selectionStart
    const name = mentionBefore(text.value, cursor) ?? ''
    const start = cursor - name.length
    text.value = `${text.value.slice(0, start)}${user.handle} ${text.value.slice(cursor)}`
    close()
    await nextTick()
    element.focus()
    const end = start + user.handle.length + 1
    element.setSelectionRange(end, end)
  }

  /** Arrow keys and Enter within the proposals. True when the key was meant for them. */
  function key(event: KeyboardEvent): boolean {
    if (people.value.length === 0) return false
    const count = people.value.length
    if (event.key === 'ArrowDown') active.value = (active.value + 1) % count
    else if (event.key === 'ArrowUp') active.value = (active.value - 1 + count) % count
    else if (event.key === 'Enter') void choose(people.value[active.value]!)
    else if (event.key === 'Escape') close()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  return { people, active, look, choose, key }
}
