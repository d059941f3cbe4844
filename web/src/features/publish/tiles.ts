import { shallowReactive } from 'vue'
import type { Transfer } from '@/composables/useUpload'
import { isInWork, type Asset } from '@/entities/media/assets'
import type { Crop } from '@/workers/fit'

/** One picture or video of the note being written, from the moment it was chosen. */
export interface Tile {
  readonly key: string
  readonly kind: 'image' | 'video'
  name: string
  /** What the server made of it; null while it is on its way. */
  asset: Asset | null
  transfer: Transfer<Asset> | null
  /** Object address of a small picture, or of the video itself; empty where the browser can't show it. */
  preview: string
  alt: string
  /** The file as it was chosen, to crop from; gone after a reload. */
  source: Blob | null
  crop: Crop | null
}

export type TileState = 'preparing' | 'sending' | 'finishing' | 'paused' | 'working' | 'ready' | 'failed'

export const makeTile = (given: Pick<Tile, 'key' | 'kind'> & Partial<Tile>): Tile =>
  shallowReactive<Tile>({
    name: '',
    asset: null,
    transfer: null,
    preview: '',
    alt: '',
    source: null,
    crop: null,
    ...given,
  })

export const tileOfAsset = (asset: Asset): Tile =>
  makeTile({ key: asset.id, kind: asset.kind, asset, alt: asset.alt })

/** How far a tile has come. Of a tile that is sent again, as after cropping, the new file counts. */
export function tileState({ transfer, asset }: Tile): TileState {
  if (transfer && transfer.state !== 'done') {
    return transfer.state === 'waiting' ? 'preparing' : transfer.state
  }
  if (!asset) return 'preparing'
  if (asset.state === 'failed') return 'failed'
  return isInWork(asset) ? 'working' : 'ready'
}

/** Still on its way to the server, so that the draft does not have it yet. */
export const isOnTheWay = (tile: Tile): boolean =>
  ['preparing', 'sending', 'finishing', 'paused'].includes(tileState(tile))

/** Pictures must be ready; a video may still be worked on, its poster stands in. */
export const isPublishable = (tile: Tile): boolean => {
  const state = tileState(tile)
  return state === 'ready' || (state === 'working' && tile.kind === 'video')
}

/**
 * The tiles in the order of the ids that a draft names; tiles that are still on their way keep their
 * places, and assets that the draft no longer names go.
 */
export function arrangeTiles(
  present: readonly Tile[],
  ids: readonly string[],
  known: ReadonlyMap<string, Asset>,
): Tile[] {
  const byId = new Map(present.flatMap((tile) => (tile.asset ? [[tile.asset.id, tile]] : [])))
  const next = ids.flatMap((id) => {
    const asset = known.get(id)
    const tile = byId.get(id) ?? (asset && tileOfAsset(asset))
    return tile ? [tile] : []
  })
  present.forEach((tile, position) => {
    if (!tile.asset) next.splice(Math.min(position, next.length), 0, tile)
  })
  return next
}

/** The tiles as they stood before a reload: `order` names them by asset or key; new ones come last. */
export function orderTiles(tiles: readonly Tile[], order: readonly string[]): Tile[] {
  const placeOf = (tile: Tile): number => {
    const place = order.findIndex((name) => name === tile.key || name === tile.asset?.id)
    return place < 0 ? order.length : place
  }
  return [...tiles].sort((a, b) => placeOf(a) - placeOf(b))
}
