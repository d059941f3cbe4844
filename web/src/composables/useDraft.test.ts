import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '@/api/errors'
import type { Stored } from './localDrafts'
import { createDraft, leftDraftsSaved } from './useDraft'

interface Content {
  title: string
  body: string
}

const empty: Content = { title: '', body: '' }

/** A server that holds one draft, and a screen. */
function setUp() {
  let screen: Content = { ...empty }
  let held: Stored<Content> | null = null
  let failure: ApiProblem | null = null
  const refuse = (): void => {
    if (failure) throw failure
  }
  const port = {
    create: vi.fn(async (content: Content) => {
      refuse()
      return (held = { id: '1', version: 1, content })
    }),
    update: vi.fn(async (id: string, version: number, content: Content) => {
      refuse()
      if (version !== held?.version) throw new ApiProblem(409, 'community.draft_conflict')
      return (held = { id, version: version + 1, content })
    }),
    read: vi.fn(async () => {
      refuse()
      return held!
    }),
  }
  const onCreated = vi.fn()
  const make = () =>
    createDraft<Content>({
      content: () => ({ ...screen }),
      show: (content) => (screen = { ...content }),
      isEmpty: ({ title, body }) => !title && !body,
      port,
      owner: 'me',
      onCreated,
    })
  return {
    port,
    onCreated,
    make,
    draft: make(),
    type(changes: Partial<Content>) {
      screen = { ...screen, ...changes }
    },
    screen: () => screen,
    held: () => held,
    hold: (next: Stored<Content>) => (held = next),
    failWith: (problem: ApiProblem | null) => (failure = problem),
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
})
afterEach(() => vi.useRealTimers())

describe('createDraft', () => {
  it('makes no draft of nothing', async () => {
    const { draft, port } = setUp()
    draft.touch()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(port.create).not.toHaveBeenCalled()
    expect(draft.state.value).toBe('clean')
  })

  it('does not ask again with each letter while nothing is taken, and does on purpose', async () => {
    const { draft, port, type, held, failWith } = setUp()
    failWith(new ApiProblem(403, 'accounts.phone_required'))
    type({ title: 'a' })
    draft.touch()
    await vi.advanceTimersByTimeAsync(10_000)
    type({ title: 'ab' })
    draft.touch()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(port.create).toHaveBeenCalledOnce()
    expect(draft.state.value).toBe('refused')
    failWith(null)
    expect(await draft.flush()).toBe(true)
    expect(held()?.content.title).toBe('ab')
  })

  it('saves when the hand rests', async () => {
    const { draft, port, type, held, onCreated } = setUp()
    type({ title: 'a' })
    draft.touch()
    expect(draft.state.value).toBe('waiting')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(draft.state.value).toBe('saved')
    expect(onCreated).toHaveBeenCalledWith('1')
    type({ body: 'b' })
    draft.touch()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(port.create).toHaveBeenCalledTimes(1)
    expect(held()).toMatchObject({ version: 2, content: { title: 'a', body: 'b' } })
  })

  it('saves at last also while the hand never rests', async () => {
    const { draft, port, type } = setUp()
    for (let n = 0; n < 8; n += 1) {
      type({ body: 'x'.repeat(n + 1) })
      draft.touch()
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(port.create).toHaveBeenCalled()
  })

  it('keeps the words on this device without a network and sends them later', async () => {
    const { draft, type, failWith, held } = setUp()
    failWith(new ApiProblem(0, 'network'))
    type({ body: 'offline words' })
    draft.touch()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(draft.state.value).toBe('local')
    expect(localStorage.getItem('shancha.draft.me.new')).toContain('offline words')
    failWith(null)
    await vi.advanceTimersByTimeAsync(11_000)
    expect(draft.state.value).toBe('saved')
    expect(held()?.content.body).toBe('offline words')
    expect(localStorage.getItem('shancha.draft.me.new')).toBeNull()
  })

  it('brings back after a reload what the server does not have', async () => {
    const first = setUp()
    first.type({ title: 'lost?' })
    first.draft.touch()
    await vi.advanceTimersByTimeAsync(400)
    const second = setUp()
    second.draft.open(null)
    expect(second.screen().title).toBe('lost?')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(second.held()?.content.title).toBe('lost?')
  })

  it('puts together what two devices changed in different fields', async () => {
    const { draft, type, hold, held, screen } = setUp()
    type({ title: 'a' })
    await draft.flush()
    hold({ id: '1', version: 5, content: { title: 'a', body: 'from elsewhere' } })
    type({ title: 'mine' })
    expect(await draft.flush()).toBe(true)
    expect(screen()).toEqual({ title: 'mine', body: 'from elsewhere' })
    expect(held()).toMatchObject({ version: 6, content: { title: 'mine', body: 'from elsewhere' } })
  })

  it('asks when both changed the same, and does as told', async () => {
    for (const [choice, title] of [
      ['mine', 'mine'],
      ['theirs', 'theirs'],
    ] as const) {
      localStorage.clear()
      const { draft, type, hold, held, screen } = setUp()
      type({ title: 'a' })
      await draft.flush()
      hold({ id: '1', version: 2, content: { title: 'theirs', body: 'b' } })
      type({ title: 'mine' })
      expect(await draft.flush()).toBe(false)
      expect(draft.conflict.value?.fields).toEqual(['title'])
      expect(screen().title).toBe('mine')
      draft.settle(choice)
      await vi.advanceTimersByTimeAsync(10)
      expect(screen()).toEqual({ title, body: 'b' })
      expect(held()?.content.title).toBe(title)
    }
  })

  it('keeps both when wished: mine becomes a new draft', async () => {
    const { draft, type, hold, port } = setUp()
    type({ title: 'a' })
    await draft.flush()
    hold({ id: '1', version: 2, content: { title: 'theirs', body: '' } })
    type({ title: 'mine' })
    await draft.flush()
    draft.branch()
    await vi.advanceTimersByTimeAsync(10)
    expect(port.create).toHaveBeenLastCalledWith({ title: 'mine', body: '' })
  })

  it('says so when the draft is gone, and keeps the words', async () => {
    const { draft, type, failWith, screen } = setUp()
    type({ title: 'a' })
    await draft.flush()
    failWith(new ApiProblem(404, 'community.draft_not_found'))
    type({ title: 'more' })
    expect(await draft.flush()).toBe(false)
    expect(draft.state.value).toBe('gone')
    expect(screen().title).toBe('more')
  })

  it('waits for the session to come back', async () => {
    const { draft, type, failWith, held } = setUp()
    failWith(new ApiProblem(401, 'accounts.sign_in_required'))
    type({ title: 'a' })
    await draft.flush()
    expect(draft.state.value).toBe('local')
    failWith(null)
    expect(await draft.flush()).toBe(true)
    expect(held()?.content.title).toBe('a')
  })

  it('forgets the device copy once it is published', async () => {
    const { draft, type } = setUp()
    type({ title: 'a' })
    draft.touch()
    await vi.advanceTimersByTimeAsync(400)
    draft.close()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(localStorage).toHaveLength(0)
  })
})

describe('leaving', () => {
  it('saves once more and lets others wait for it', async () => {
    const { draft, type, held, onCreated } = setUp()
    type({ title: 'left in a hurry' })
    draft.touch()
    draft.leave()
    expect(await leftDraftsSaved()).toBe(true)
    expect(held()?.content.title).toBe('left in a hurry')
    expect(onCreated).toHaveBeenCalledWith('1')
    expect(localStorage).toHaveLength(0)
    expect(await leftDraftsSaved()).toBe(false)
  })
})
