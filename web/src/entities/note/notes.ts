import { defineStore } from 'pinia'
import { reactive, shallowReactive } from 'vue'
import { api } from '@/api/client'
import { useSession } from '@/entities/session/session'
import { useFollows } from '@/entities/user/follows'
import { showProblem } from '@/ui/problem'
import type { Note, NoteCard } from './types'

/** What changes about a note while it is looked at; shared by its card, its page and every list. */
export interface NoteMarks {
  liked: boolean
  like_count: number
  collected: boolean
  collect_count: number
  comment_count: number
}

const keptCards = 600

const isNote = (answer: NoteCard | Note): answer is Note => 'body' in answer

const cardOf = (answer: NoteCard | Note): NoteCard =>
  isNote(answer) ? { ...answer, place: answer.place?.city ?? null } : answer

/** One truth about every note that was shown: likes, collects, and which ones to show no more. */
export const useNotes = defineStore('notes', () => {
  const session = useSession()
  const follows = useFollows()
  const cards = new Map<string, NoteCard>()
  const marks = shallowReactive(new Map<string, NoteMarks>())
  const hidden = shallowReactive(new Set<string>())
  const wishes = new Map<string, boolean>()

  function marksOf(card: Pick<NoteCard, 'id' | 'liked' | 'like_count'>): NoteMarks {
    let found = marks.get(card.id)
    if (!found) {
      const { liked, like_count } = card
      found = reactive({ liked, like_count, collected: false, collect_count: 0, comment_count: 0 })
      marks.set(card.id, found)
    }
    return found
  }

  /** Takes over what an answer says about notes; a like of ours on its way is not overwritten. */
  function take(answers: readonly (NoteCard | Note)[]): void {
    for (const card of answers) {
      cards.delete(card.id)
      cards.set(card.id, cardOf(card))
      const own = marksOf(card)
      if (!wishes.has(card.id)) Object.assign(own, { liked: card.liked, like_count: card.like_count })
      if (isNote(card)) {
        const { collected, collect_count, comment_count } = card
        Object.assign(own, { collected, collect_count, comment_count })
        follows.take(card.author.id, card.viewer_follows_author)
      }
    }
    for (const oldest of cards.keys()) {
      if (cards.size <= keptCards) break
      cards.delete(oldest)
      marks.delete(oldest)
    }
  }

  /** What was last seen of a note, to show while its page is on the way. */
  const card = (id: string): NoteCard | null => cards.get(id) ?? null

  async function send(id: string, liked: boolean): Promise<void> {
    const params = { params: { path: { note_id: id } } }
    if (liked) await api.PUT('/api/v1/notes/{note_id}/like', params)
    else await api.DELETE('/api/v1/notes/{note_id}/like', params)
  }

  /** Shows the wish at once; of quick changes of mind only the last reaches the server. */
  async function setLiked(id: string, liked: boolean): Promise<void> {
    if (!(await session.requireSignIn('common.signIn.toLike'))) return
    const own = marks.get(id)
    if (!own || own.liked === liked) return
    Object.assign(own, { liked, like_count: Math.max(0, own.like_count + (liked ? 1 : -1)) })
    const running = wishes.has(id)
    wishes.set(id, liked)
    if (running) return
    let held = !liked
    try {
      while (wishes.get(id) !== held) {
        const wish = wishes.get(id)!
        await send(id, wish)
        held = wish
      }
    } catch (error) {
      const step = Number(held) - Number(own.liked)
      Object.assign(own, { liked: held, like_count: Math.max(0, own.like_count + step) })
      showProblem(error)
    } finally {
      wishes.delete(id)
    }
  }

  const toggleLike = (id: string): Promise<void> => setLiked(id, !marks.get(id)?.liked)

  /** Marks the note as collected or not, after the server took it. */
  function setCollected(id: string, collected: boolean): void {
    const own = marks.get(id)
    if (!own || own.collected === collected) return
    Object.assign(own, { collected, collect_count: Math.max(0, own.collect_count + (collected ? 1 : -1)) })
  }

  /** Takes the note out of every list that is shown, as after "not interested" or a deletion. */
  const hide = (...ids: string[]): void => ids.forEach((id) => hidden.add(id))
  const unhide = (...ids: string[]): void => ids.forEach((id) => hidden.delete(id))

  /** The notes that may lie in loaded lists. */
  const shown = (): string[] => [...cards.keys()]

  return { marks, hidden, marksOf, take, card, setLiked, toggleLike, setCollected, hide, unhide, shown }
})
