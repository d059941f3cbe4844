import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { useTopics } from './topics'

const api = vi.hoisted(() => ({ PUT: vi.fn(), DELETE: vi.fn() }))
vi.mock('@/api/client', () => ({ api }))
vi.mock('@/ui/problem', () => ({ showProblem: vi.fn() }))
vi.mock('@/entities/session/session', () => ({
  useSession: () => ({ requireSignIn: () => Promise.resolve(true) }),
}))

beforeEach(() => setActivePinia(createPinia()))

it('takes a refused unfollow back with the level of notices', async () => {
  const topics = useTopics()
  topics.take([{ id: 'a', followed: true, notice_level: 'all' }])
  api.DELETE.mockRejectedValueOnce(new Error('offline'))
  await topics.toggle('a')
  expect([topics.isFollowed('a'), topics.levelOf('a')]).toEqual([true, 'all'])
  await topics.toggle('a')
  expect([topics.isFollowed('a'), topics.levelOf('a')]).toEqual([false, 'highlights'])
})
