import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '@/api/client'
import { ApiProblem } from '@/api/errors'
import { useSession } from '@/entities/session/session'
import { useNotes } from './notes'
import type { NoteCard } from './types'

const card = (changes: Partial<NoteCard> = {}): NoteCard =>
  ({ id: 'n1', liked: false, like_count: 7, author: { id: 'u1' }, ...changes }) as NoteCard

function answering(answers: (() => Promise<object>)[]) {
  const calls: string[] = []
  for (const method of ['PUT', 'DELETE'] as const) {
    vi.spyOn(api, method).mockImplementation((() => {
      calls.push(method)
      return (answers.shift() ?? (() => Promise.resolve({})))()
    }) as never)
  }
  return calls
}

describe('likes', () => {
  beforeEach(() => {
    vi.restoreAllMocks()
    setActivePinia(createPinia())
    vi.spyOn(useSession(), 'requireSignIn').mockResolvedValue(true)
  })

  it('shows at once on every card of the note', async () => {
    const notes = useNotes()
    answering([])
    notes.take([card()])
    const liking = notes.toggleLike('n1')
    await Promise.resolve()
    expect(notes.marksOf(card())).toMatchObject({ liked: true, like_count: 8 })
    await liking
  })

  it('takes it back when the server refuses', async () => {
    const notes = useNotes()
    answering([() => Promise.reject(new ApiProblem(429, 'kit.rate_limited'))])
    notes.take([card()])
    await notes.toggleLike('n1')
    expect(notes.marksOf(card())).toMatchObject({ liked: false, like_count: 7 })
  })

  it('sends only the last of quick changes of mind', async () => {
    const notes = useNotes()
    let release = (): void => undefined
    const slow = new Promise<object>((resolve) => (release = () => resolve({})))
    const calls = answering([() => slow])
    notes.take([card()])
    const first = notes.toggleLike('n1')
    await Promise.resolve()
    await notes.toggleLike('n1')
    await notes.toggleLike('n1')
    release()
    await first
    expect(calls).toEqual(['PUT'])
    expect(notes.marksOf(card())).toMatchObject({ liked: true, like_count: 8 })
  })

  it('is not overwritten by an answer that was on its way', async () => {
    const notes = useNotes()
    let release = (): void => undefined
    const slow = new Promise<object>((resolve) => (release = () => resolve({})))
    answering([() => slow])
    notes.take([card()])
    const liking = notes.toggleLike('n1')
    await Promise.resolve()
    notes.take([card({ like_count: 9 })])
    expect(notes.marksOf(card())).toMatchObject({ liked: true, like_count: 8 })
    release()
    await liking
  })

  it('does nothing when one does not sign in', async () => {
    const notes = useNotes()
    vi.spyOn(useSession(), 'requireSignIn').mockResolvedValue(false)
    const calls = answering([])
    notes.take([card()])
    await notes.toggleLike('n1')
    expect(calls).toEqual([])
    expect(notes.marksOf(card()).liked).toBe(false)
  })
})
