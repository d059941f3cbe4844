import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, shallowReactive, shallowRef, type Ref } from 'vue'
import type { Comment } from '@/entities/comment/types'
import type { ReplyTarget, Thread } from './comments'
import { useComposer } from './useComposer'

interface Entry {
  id: string | null
  transfer: { state: string; problem: unknown }
}

const mocks = vi.hoisted(() => ({
  entries: null as unknown as Ref<Entry[]>,
  isBusy: null as unknown as Ref<boolean>,
}))

vi.mock('vue-i18n', async (original) => ({
  ...(await original<object>()),
  useI18n: () => ({ t: (key: string) => key }),
}))
vi.mock('@/api/client', () => ({ api: { POST: vi.fn() }, unwrap: () => Promise.resolve({ warn: null }) }))
vi.mock('@/ui/toast', () => ({ showToast: vi.fn() }))
vi.mock('@/entities/media/usePictures', () => ({
  usePictures: () => ({ ...mocks, add: vi.fn(), remove: () => (mocks.entries.value = []), retry: vi.fn() }),
}))

const target = (id: string): ReplyTarget => ({ root: { id } as Comment, comment: { id } as Comment })
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) await nextTick()
}

function begin() {
  const post = vi.fn().mockResolvedValue({ state: 'public' })
  const thread = { target: shallowRef<ReplyTarget | null>(null), busy: ref(false), post }
  const scope = effectScope()
  const composer = scope.run(() => useComposer(thread as unknown as Thread, crypto.randomUUID(), () => {}))!
  composer.text.value = '好看'
  return { thread, post, scope, composer }
}

describe('useComposer', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    const entry = shallowReactive<Entry>({ id: null, transfer: { state: 'sending', problem: null } })
    mocks.entries = shallowRef([entry])
    mocks.isBusy = ref(true)
  })

  function arrive(): void {
    mocks.entries.value[0]!.id = 'asset'
    mocks.isBusy.value = false
  }

  it('answers whom it answered when it was sent, whatever is chosen while the picture comes', async () => {
    const { thread, post, composer } = begin()
    const first = target('first')
    thread.target.value = first
    const sent = composer.send()
    await settle()
    expect(thread.busy.value).toBe(true)
    thread.target.value = target('second')
    arrive()
    await sent
    expect(post).toHaveBeenCalledExactlyOnceWith({ body: '好看', asset_id: 'asset' }, first)
    expect(thread.busy.value).toBe(false)
  })

  it('sends nothing once it was left', async () => {
    const { thread, post, scope, composer } = begin()
    const sent = composer.send()
    await settle()
    scope.stop()
    arrive()
    await Promise.race([sent, settle()])
    expect(post).not.toHaveBeenCalled()
    expect(thread.busy.value).toBe(false)
  })

  it('says why the picture failed', async () => {
    const { post, composer } = begin()
    const problem = { type: 'about:blank', title: '', status: 413, detail: '图片太大了' }
    mocks.entries.value[0]!.transfer = { state: 'failed', problem }
    mocks.isBusy.value = false
    expect(composer.trouble.value).not.toBe('')
    await composer.send()
    expect(post).not.toHaveBeenCalled()
    expect(composer.refusal.value).toBe('')
  })
})
