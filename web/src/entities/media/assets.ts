import { onLive } from '@/api/realtime'
import { api, unwrap } from '@/api/client'
import { ApiProblem } from '@/api/errors'
import type { Picture } from '@/ui/picture'

export interface AssetVideo {
  state: 'queued' | 'working' | 'ready' | 'failed'
  /** Percent. */
  progress: number
  poster: Picture | null
  src: string | null
  duration_ms: number
  width: number
  height: number
}

/** A picture or video of the member's own, and how far its processing has come. */
export interface Asset {
  id: string
  kind: 'image' | 'video'
  state: 'queued' | 'working' | 'ready' | 'failed'
  progress: number
  alt: string
  picture: Picture | null
  video: AssetVideo | null
  error: { code: string; message: string } | null
}

/** What stands for an asset in small: the picture itself or the video's poster. */
export const assetPicture = (asset: Asset): Picture | null => asset.picture ?? asset.video?.poster ?? null

export const isInWork = ({ state }: Asset): boolean => state === 'queued' || state === 'working'

/** Makes an asset of a finished upload; asked twice, the server answers with the same. */
export const createAsset = (upload_id: string, alt = ''): Promise<Asset> =>
  unwrap<Asset>(api.POST('/api/v1/assets', { body: { upload_id, alt } }))

export const getAsset = (asset_id: string): Promise<Asset> =>
  unwrap<Asset>(api.GET('/api/v1/assets/{asset_id}', { params: { path: { asset_id } } }))

export const describeAsset = (asset_id: string, alt: string): Promise<Asset> =>
  unwrap<Asset>(api.PATCH('/api/v1/assets/{asset_id}', { params: { path: { asset_id } }, body: { alt } }))

export const retryAsset = (asset_id: string): Promise<Asset> =>
  unwrap<Asset>(api.POST('/api/v1/assets/{asset_id}/retry', { params: { path: { asset_id } } }))

/**
 * A picture of a finished upload, once what uses it may use it: one that takes long to read is waited for, one
 * that failed is tried again. Throws what went wrong with it.
 */
export async function finishPicture(upload_id: string): Promise<Asset> {
  const made = await createAsset(upload_id)
  const begun = made.state === 'failed' ? await retryAsset(made.id) : made
  const asset = isInWork(begun) ? await new Promise<Asset>((done) => untilDone(begun, done)) : begun
  if (asset.state === 'ready') return asset
  throw new ApiProblem(422, asset.error?.code ?? 'unexpected', asset.error?.message ?? '')
}

function untilDone(asset: Asset, done: (asset: Asset) => void): void {
  watchAsset(asset, (current) => isInWork(current) || done(current))
}

const firstPause = 1_200
const longestPause = 8_000

/**
 * Tells every change of an asset that is being worked on, until it is ready or failed or the returned
 * function is called. Asks at growing intervals, and at once when the server says that something happened.
 */
export function watchAsset(asset: Asset, changed: (asset: Asset) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = firstPause
  let stopped = false

  async function look(): Promise<void> {
    clearTimeout(timer)
    try {
      const current = await getAsset(asset.id)
      if (stopped) return
      changed(current)
      if (!isInWork(current)) return stop()
    } catch {
      // Asked again below: a lost answer says nothing about the video.
    }
    pause = Math.min(pause * 1.4, longestPause)
    if (!stopped) timer = setTimeout(() => void look(), pause)
  }

  const unhear = onLive('asset', () => void look())
  function stop(): void {
    stopped = true
    clearTimeout(timer)
    unhear()
  }
  timer = setTimeout(() => void look(), pause)
  return stop
}
