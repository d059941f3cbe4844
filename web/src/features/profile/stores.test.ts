import { expect, it, vi } from 'vitest'
import { storesOf } from './stores'

const unwrap = vi.hoisted(() => vi.fn())
vi.mock('@/api/client', () => ({ api: { GET: vi.fn() }, unwrap }))

it('gives the stores, and none where they fail, so that the profile comes all the same', async () => {
  unwrap.mockResolvedValueOnce([{ id: 'a' }])
  expect(await storesOf('anna')).toEqual([{ id: 'a' }])
  unwrap.mockRejectedValueOnce(new Error('offline'))
  expect(await storesOf('anna')).toEqual([])
})
