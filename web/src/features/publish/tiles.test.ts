import { describe, expect, it } from 'vitest'
import type { Asset } from '@/entities/media/assets'
import { arrangeTiles, isPublishable, makeTile, orderTiles, tileOfAsset, tileState } from './tiles'
import { moved } from '@/composables/moved'

const asset = (id: string, changes: Partial<Asset> = {}): Asset => ({
  id,
  kind: 'image',
  state: 'ready',
  progress: 100,
  alt: '',
  picture: null,
  video: null,
  error: null,
  ...changes,
})
const names = (tiles: { key: string }[]) => tiles.map(({ key }) => key).join('')

describe('tileState', () => {
  it('follows the asset once it is there', () => {
    expect(tileState(makeTile({ key: 'a', kind: 'image' }))).toBe('preparing')
    expect(tileState(tileOfAsset(asset('a')))).toBe('ready')
    expect(tileState(tileOfAsset(asset('a', { state: 'queued' })))).toBe('working')
    expect(tileState(tileOfAsset(asset('a', { state: 'failed' })))).toBe('failed')
  })

  it('lets a video be published while it is worked on, a picture not', () => {
    expect(isPublishable(tileOfAsset(asset('a', { state: 'working' })))).toBe(false)
    expect(isPublishable(tileOfAsset(asset('a', { kind: 'video', state: 'working' })))).toBe(true)
  })
})

describe('arrangeTiles', () => {
  const known = new Map(['a', 'b', 'c'].map((id) => [id, asset(id)]))

  it('follows the draft and keeps what is on its way in its place', () => {
    const onTheWay = makeTile({ key: 'x', kind: 'image' })
    const present = [tileOfAsset(asset('a')), onTheWay, tileOfAsset(asset('b'))]
    expect(names(arrangeTiles(present, ['b', 'c'], known))).toBe('bxc')
  })

  it('keeps the tiles it has, with their previews', () => {
    const tile = tileOfAsset(asset('a'))
    expect(arrangeTiles([tile], ['a'], known)[0]).toBe(tile)
  })

  it('leaves out what nobody knows', () => {
    expect(arrangeTiles([], ['z', 'a'], known)).toHaveLength(1)
  })
})

describe('orderTiles', () => {
  it('puts restored files where they stood', () => {
    const tiles = [tileOfAsset(asset('a')), tileOfAsset(asset('b')), makeTile({ key: 'x', kind: 'image' })]
    expect(names(orderTiles(tiles, ['x', 'b', 'a']))).toBe('xba')
    expect(names(orderTiles(tiles, ['b']))).toBe('bax')
  })
})

describe('moved', () => {
  it('moves within the ends', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
    expect(moved(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
  })
})
