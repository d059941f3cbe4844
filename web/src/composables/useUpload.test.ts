import { describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '@/api/errors'
import { createUploads, type UploadOptions } from './useUpload'
import type { UploadStore } from './uploadStore'
import type { SendOptions, Transport } from './uploadTransport'

interface Call {
  options: SendOptions
  arrive: () => void
  fail: (problem: ApiProblem) => void
  stop: ReturnType<typeof vi.fn>
}

const store = {
  put: vi.fn(async () => undefined),
  remove: vi.fn(async () => undefined),
  list: async () => [],
  move: async () => undefined,
  clear: async () => undefined,
} as unknown as UploadStore

function setUp(options: Partial<UploadOptions<string>> = {}) {
  const calls: Call[] = []
  const transport: Transport = (_file, given) => {
    let arrive!: () => void
    let fail!: (problem: ApiProblem) => void
    const done = new Promise<string>((resolve, reject) => {
      arrive = () => resolve(`id-${given.name}`)
      fail = reject
    })
    const stop = vi.fn()
    calls.push({ options: given, arrive, fail, stop })
    return { done, stop }
  }
  const uploads = createUploads<string>({
    finish: async (id) => `asset-${id}`,
    transport,
    store,
    parallel: 2,
    ...options,
  })
  const add = (name: string) => uploads.add({ key: name, name, kind: 'image', file: new Blob([name]) })
  return { calls, uploads, add }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))
const offline = new ApiProblem(0, 'network')

describe('createUploads', () => {
  it('sends a few at a time and the rest when there is room', async () => {
    const { calls, add } = setUp()
    const [first, , third] = ['a', 'b', 'c'].map(add)
    await settle()
    expect(calls.map(({ options }) => options.name)).toEqual(['a', 'b'])
    expect(third?.state).toBe('waiting')
    calls[0]!.arrive()
    await settle()
    expect(first).toMatchObject({ state: 'done', result: 'asset-id-a', progress: 1 })
    expect(calls.map(({ options }) => options.name)).toEqual(['a', 'b', 'c'])
  })

  it('prepares one at a time and sends what came of it', async () => {
    const order: string[] = []
    const prepare = vi.fn(async ({ name }: { name: string }) => {
      order.push(`begin ${name}`)
      await settle()
      order.push(`end ${name}`)
      return new Blob(['small'])
    })
    const { add, calls } = setUp({ prepare })
    const transfers = ['a', 'b'].map(add)
    await vi.waitFor(() => expect(calls).toHaveLength(2))
    expect(order).toEqual(['begin a', 'end a', 'begin b', 'end b'])
    expect(transfers[0]!.file.size).toBe(5)
  })

  it('pauses without a network and goes on where it stopped', async () => {
    const { calls, uploads, add } = setUp()
    const transfer = add('a')
    await settle()
    calls[0]!.options.onUrl('/api/v1/uploads/1')
    calls[0]!.options.onProgress(0.4)
    calls[0]!.fail(offline)
    await settle()
    expect(transfer).toMatchObject({ state: 'paused', progress: 0.4 })
    uploads.resume()
    await settle()
    expect(calls[1]!.options.url).toBe('/api/v1/uploads/1')
    calls[1]!.arrive()
    await settle()
    expect(transfer.state).toBe('done')
  })

  it('fails for good on a refusal, says why, and tries again when asked', async () => {
    const { calls, uploads, add } = setUp()
    const transfer = add('a')
    await settle()
    calls[0]!.fail(new ApiProblem(413, 'community.upload_too_large', 'too large'))
    await settle()
    expect(transfer.state).toBe('failed')
    expect(transfer.problem?.detail).toBe('too large')
    uploads.resume()
    await settle()
    expect(calls).toHaveLength(1)
    uploads.retry('a')
    await settle()
    expect(calls).toHaveLength(2)
    expect(transfer).toMatchObject({ state: 'sending', problem: null })
  })

  it('starts from nothing when the server forgot the upload', async () => {
    const { calls, uploads, add } = setUp()
    const transfer = add('a')
    await settle()
    calls[0]!.options.onUrl('/api/v1/uploads/1')
    calls[0]!.fail(new ApiProblem(404, 'community.upload_not_found'))
    await settle()
    expect(transfer).toMatchObject({ state: 'failed', url: null })
    uploads.retry('a')
    await settle()
    expect(calls[1]!.options.url).toBeNull()
  })

  it('cancels: stops, frees the server and makes room', async () => {
    const { calls, uploads, add } = setUp({ parallel: 1 })
    add('a')
    add('b')
    await settle()
    uploads.cancel('a')
    expect(calls[0]!.stop).toHaveBeenCalledWith(true)
    expect(uploads.transfers.has('a')).toBe(false)
    await settle()
    expect(calls.map(({ options }) => options.name)).toEqual(['a', 'b'])
  })

  it('keeps unfinished files under their scope and drops them when they arrived', async () => {
    vi.mocked(store.put).mockClear()
    vi.mocked(store.remove).mockClear()
    const { calls, add } = setUp({ scope: () => 'draft-1' })
    add('a')
    await settle()
    expect(store.put).toHaveBeenCalledWith(expect.objectContaining({ key: 'a', scope: 'draft-1' }))
    calls[0]!.arrive()
    await settle()
    expect(store.remove).toHaveBeenCalledWith('a')
  })

  it('tells when nothing is on its way', async () => {
    const { calls, uploads, add } = setUp()
    await uploads.settled()
    add('a')
    const done = vi.fn()
    void uploads.settled().then(done)
    await settle()
    expect(done).not.toHaveBeenCalled()
    calls[0]!.arrive()
    await settle()
    expect(done).toHaveBeenCalled()
  })
})
