import { computed, ref, shallowRef, watch, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Page } from '@/composables/useInfinite'
import type { Comment, CommentPage } from '@/entities/comment/types'
import { useNotes } from '@/entities/note/notes'
import type { Note } from '@/entities/note/types'
import { useSession } from '@/entities/session/session'
import { showProblem } from '@/ui/problem'

export type CommentOrder = 'hot' | 'new'

/** The id of the comment that a notice led to. */
export const soughtComment: InjectionKey<Readonly<Ref<string>>> = Symbol('sought comment')

/** What a new comment answers: a root, and below it perhaps another reply. */
export interface ReplyTarget {
  root: Comment
  comment: Comment
}

export interface NewComment {
  body: string
  asset_id?: string
}

export type Thread = ReturnType<typeof provideThread>

/** The comments below a note and everything one can do with them. */
export function provideThread(note: ShallowRef<Note | null>, first: ShallowRef<CommentPage | null>) {
  const notes = useNotes()
  const session = useSession()
  const order = ref<CommentOrder>('hot')
  const roots = ref<Comment[]>([]) as Ref<Comment[]>
  const total = ref(0)
  const state = ref<'idle' | 'loading' | 'done' | 'failed'>('idle')
  const error = shallowRef<unknown>(null)
  const target = shallowRef<ReplyTarget | null>(null)
  /** A comment is on its way; whom it answers stays until it has arrived. */
  const busy = ref(false)
  /** Grows when the field should take the focus. */
  const wish = ref(0)
  const replyCursors = new Map<string, string | null>()
  let cursor: string | null = null
  let asked = 0

  function place(page: CommentPage, fresh: boolean): void {
    const known = new Set(fresh ? [] : roots.value.map(({ id }) => id))
    roots.value = [...(fresh ? [] : roots.value), ...page.items.filter(({ id }) => !known.has(id))]
    cursor = page.next_cursor
    total.value = page.total
    state.value = cursor ? 'idle' : 'done'
  }

  async function load(fresh: boolean): Promise<void> {
    if (!note.value || (!fresh && state.value === 'loading')) return
    const mine = (asked += 1)
    state.value = 'loading'
    if (fresh) replyCursors.clear()
    try {
      const query = { order: order.value, ...(!fresh && cursor ? { cursor } : {}) }
      const path = { note_id: note.value.id }
      const page = await unwrap<CommentPage>(
        api.GET('/api/v1/notes/{note_id}/comments', { params: { path, query } }),
      )
      if (mine === asked) place(page, fresh)
    } catch (reason) {
      if (mine !== asked) return
      error.value = reason
      state.value = 'failed'
    }
  }

  watch(
    first,
    (page) => {
      if (page && order.value === 'hot') place(page, true)
    },
    { immediate: true },
  )
  watch(order, () => load(true))

  /** Opens what is missing of the replies below a root, page by page. */
  async function loadReplies(root: Comment): Promise<void> {
    const after = replyCursors.get(root.id)
    try {
      const params = { path: { comment_id: root.id }, query: after ? { cursor: after } : {} }
      const page = await unwrap<Page<Comment>>(api.GET('/api/v1/comments/{comment_id}/replies', { params }))
      const known = new Set(root.replies.map(({ id }) => id))
      root.replies.push(...page.items.filter(({ id }) => !known.has(id)))
      replyCursors.set(root.id, page.next_cursor ?? null)
      if (!page.next_cursor) root.reply_count = root.replies.length
    } catch (reason) {
      showProblem(reason)
    }
  }

  function count(step: number): void {
    total.value = Math.max(0, total.value + step)
    if (note.value) notes.marksOf(note.value).comment_count = total.value
  }

  /** Sends a comment and shows it where it belongs, below what it answers. Throws the server's refusal. */
  async function post(comment: NewComment, answered: ReplyTarget | null): Promise<Comment> {
    const body = {
      ...comment,
      ...(answered ? { parent_id: answered.root.id } : {}),
      ...(answered && answered.comment.id !== answered.root.id ? { reply_to_id: answered.comment.id } : {}),
    }
    const params = { path: { note_id: note.value!.id } }
    const made = await unwrap<Comment>(api.POST('/api/v1/notes/{note_id}/comments', { params, body }))
    const root = answered && roots.value.find(({ id }) => id === answered.root.id)
    if (root) {
      root.replies.push(made)
      root.reply_count += 1
    } else {
      const pinned = roots.value.filter((each) => each.pinned).length
      roots.value.splice(pinned, 0, made)
    }
    count(1)
    if (target.value === answered) target.value = null
    return made
  }

  async function remove(comment: Comment): Promise<void> {
    try {
      await api.DELETE('/api/v1/comments/{comment_id}', { params: { path: { comment_id: comment.id } } })
    } catch (reason) {
      showProblem(reason)
      return
    }
    const at = roots.value.findIndex(({ id }) => id === comment.id)
    if (at >= 0) {
      count(-1 - roots.value[at]!.reply_count)
      roots.value.splice(at, 1)
      return
    }
    const root = roots.value.find(({ replies }) => replies.some(({ id }) => id === comment.id))
    if (!root) return
    root.replies = root.replies.filter(({ id }) => id !== comment.id)
    root.reply_count = Math.max(0, root.reply_count - 1)
    count(-1)
  }

  async function toggleLike(comment: Comment): Promise<void> {
    if (!(await session.requireSignIn('common.signIn.toLike'))) return
    const liked = !comment.liked
    const set = (value: boolean): void => {
      comment.liked = value
      comment.like_count = Math.max(0, comment.like_count + (value ? 1 : -1))
    }
    set(liked)
    try {
      const params = { params: { path: { comment_id: comment.id } } }
      if (liked) await api.PUT('/api/v1/comments/{comment_id}/like', params)
      else await api.DELETE('/api/v1/comments/{comment_id}/like', params)
    } catch (reason) {
      set(!liked)
      showProblem(reason)
    }
  }

  async function togglePin(comment: Comment): Promise<void> {
    try {
      const params = { params: { path: { comment_id: comment.id } } }
      if (comment.pinned) await api.DELETE('/api/v1/comments/{comment_id}/pin', params)
      else await api.PUT('/api/v1/comments/{comment_id}/pin', params)
      await load(true)
    } catch (reason) {
      showProblem(reason)
    }
  }

  /** Shows a comment that the author's words had caught, to everybody. */
  async function release(comment: Comment): Promise<void> {
    try {
      await api.PUT('/api/v1/comments/{comment_id}/release', { params: { path: { comment_id: comment.id } } })
      comment.state = 'public'
    } catch (reason) {
      showProblem(reason)
    }
  }

  function reply(to: ReplyTarget | null): void {
    if (busy.value) return
    target.value = to
    wish.value += 1
  }

  const find = (id: string): Comment | undefined =>
    roots.value.flatMap((root) => [root, ...root.replies]).find((each) => each.id === id)

  const dropTarget = (): void => void (target.value = null)

  return {
    dropTarget,
    find,
    order,
    roots,
    total,
    state,
    error,
    target,
    busy,
    wish,
    isEmpty: computed(() => roots.value.length === 0 && state.value === 'done'),
    more: () =>
      state.value === 'done' ? Promise.resolve() : load(state.value === 'failed' && !roots.value.length),
    loadReplies,
    post,
    remove,
    toggleLike,
    togglePin,
    release,
    reply,
  }
}
