import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { finishPicture } from './assets'

const answers = vi.hoisted(() => ({ list: [] as unknown[], asked: [] as string[] }))
vi.mock('@/api/client', () => {
  const next = (method: string) => async (path: string) => {
    answers.asked.push(`${method} ${path.split('/').at(-1)}`)
    return answers.list.shift()
  }
  return { api: { GET: next('GET'), POST: next('POST') }, unwrap: (answer: unknown) => answer }
})
vi.mock('@/api/realtime', () => ({ onLive: () => () => {} }))

const asset = (state: string, error: unknown = null) => ({ id: 'a', kind: 'image', state, error })

beforeEach(() => {
  vi.useFakeTimers()
  answers.asked = []
})
afterEach(() => vi.useRealTimers())

it('gives a picture that is ready at once', async () => {
  answers.list = [asset('ready')]
  expect(await finishPicture('u')).toMatchObject({ state: 'ready' })
})

it('waits for one that takes long to read', async () => {
  answers.list = [asset('queued'), asset('working'), asset('ready')]
  const finished = finishPicture('u')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await finished).toMatchObject({ state: 'ready' })
  expect(answers.asked).toEqual(['POST assets', 'GET {asset_id}', 'GET {asset_id}'])
})

it('tells what went wrong, and tries again when asked again', async () => {
  answers.list = [asset('queued'), asset('failed', { code: 'kit.picture_unreadable', message: '读不了' })]
  const finished = finishPicture('u').catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await finished).toMatchObject({ code: 'kit.picture_unreadable', detail: '读不了' })
  answers.list = [asset('failed'), asset('ready')]
  expect(await finishPicture('u')).toMatchObject({ state: 'ready' })
  expect(answers.asked.at(-1)).toBe('POST retry')
})
