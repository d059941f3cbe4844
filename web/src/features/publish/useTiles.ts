import { computed, onScopeDispose, ref, shallowRef, triggerRef, watch } from 'vue'
import { moved } from '@/composables/moved'
import { uploadStore } from '@/composables/uploadStore'
import { useUpload, type Transfer } from '@/composables/useUpload'
import { asProblem } from '@/api/errors'
import {
  assetPicture,
  createAsset,
  describeAsset,
  getAsset,
  isInWork,
  retryAsset,
  watchAsset,
  type Asset,
} from '@/entities/media/assets'
import { useMotionNotice } from '@/entities/media/motion'
import { isSentAsIs } from '@/entities/media/pictureFiles'
import { variantFor } from '@/ui/picture'
import { showProblem } from '@/ui/problem'
import type { Crop } from '@/workers/fit'
import { preparePicture } from '@/workers/preparePicture'
import type { ChosenFile } from './files'
import { arrangeTiles, isOnTheWay, makeTile, orderTiles, tileState, type Tile } from './tiles'

const originalsKey = 'shancha.upload.original'
const orderKey = (scope: string): string => `shancha.order.${scope}`

function storedOrder(scope: string): string[] {
  try {
    return JSON.parse(localStorage.getItem(orderKey(scope)) ?? '[]') as string[]
  } catch {
    return []
  }
}

/**
 * The pictures or the video of a note being written: sent from the moment they are chosen, arranged,
 * described, cropped. `scope` names the draft that they belong to, for the files that a reload interrupts.
 */
export function useTiles(scope: () => string) {
  const tiles = shallowRef<Tile[]>([])
  const sendsOriginals = ref(localStorage.getItem(originalsKey) === '1')
  const known = new Map<string, Asset>()
  const byTransfer = new Map<string, Tile>()
  const unwatch = new Map<string, () => void>()

  const uploads = useUpload<Asset>({ prepare, finish, scope })
  const tellLostMotion = useMotionNotice()

  function setPreview(tile: Tile, file: Blob | null): void {
    if (tile.preview) URL.revokeObjectURL(tile.preview)
    tile.preview = file ? URL.createObjectURL(file) : ''
  }

  async function prepare(transfer: Transfer<Asset>): Promise<Blob> {
    const tile = byTransfer.get(transfer.key)
    if (!tile || tile.kind === 'video') return transfer.file
    const { type } = transfer.file
    const shrink = !sendsOriginals.value && !isSentAsIs({ name: transfer.name, type })
    const prepared = await preparePicture(transfer.file, { crop: tile.crop, shrink })
    if (prepared.thumb) setPreview(tile, prepared.thumb)
    return prepared.file
  }

  async function finish(uploadId: string, transfer: Transfer<Asset>): Promise<Asset> {
    const tile = byTransfer.get(transfer.key)
    const asset = await createAsset(uploadId, tile?.alt)
    if (tile?.transfer === transfer) attach(tile, asset)
    return asset
  }

  function attach(tile: Tile, asset: Asset): void {
    known.set(asset.id, asset)
    tile.asset = asset
    if (asset.kind === 'image' && !tile.preview && assetPicture(asset)) triggerRef(tiles)
    if (asset.alt !== tile.alt) void describe(tile, tile.alt)
    follow(tile)
    // The draft's list of assets is read from here.
    triggerRef(tiles)
  }

  function follow(tile: Tile): void {
    const { asset } = tile
    unwatch.get(tile.key)?.()
    if (!asset || !isInWork(asset)) return
    const stop = watchAsset(asset, (next) => {
      known.set(next.id, next)
      if (tile.asset?.id === next.id) tile.asset = next
    })
    unwatch.set(tile.key, stop)
  }

  function send(tile: Tile, file: Blob): void {
    const key = `${tile.key}.${crypto.randomUUID().slice(0, 8)}`
    byTransfer.set(key, tile)
    tile.transfer = uploads.add({ key, name: tile.name, kind: tile.kind, file })
  }

  /** Adds chosen files at the end and starts sending them. */
  function add(files: readonly ChosenFile[]): void {
    // A GIF is sent as it is and goes on moving; the others are drawn anew.
    void tellLostMotion(files.flatMap(({ file }) => (file.type === 'image/gif' ? [] : file)))
    const added = files.map(({ file, kind, alt = '' }) => {
      const tile = makeTile({ key: crypto.randomUUID(), kind, name: file.name, source: file, alt })
      if (kind === 'video') setPreview(tile, file)
      return tile
    })
    tiles.value = [...tiles.value, ...added]
    for (const tile of added) send(tile, tile.source!)
  }

  function drop(tile: Tile): void {
    if (tile.transfer) uploads.cancel(tile.transfer.key)
    unwatch.get(tile.key)?.()
    setPreview(tile, null)
  }

  function remove(tile: Tile): void {
    drop(tile)
    tiles.value = tiles.value.filter((each) => each !== tile)
  }

  function move(from: number, to: number): void {
    tiles.value = moved(tiles.value, from, to)
  }

  async function retry(tile: Tile): Promise<void> {
    if (tile.transfer && tile.transfer.state !== 'done') return uploads.retry(tile.transfer.key)
    if (!tile.asset) return
    try {
      attach(tile, await retryAsset(tile.asset.id))
    } catch (error) {
      if (tile.source && asProblem(error).status === 409) send(tile, tile.source)
      else showProblem(error)
    }
  }

  /** Changes what a picture is described as; what is on its way takes the words along. */
  async function describe(tile: Tile, alt: string): Promise<void> {
    tile.alt = alt
    if (!tile.asset || tile.asset.alt === alt) return
    try {
      tile.asset = await describeAsset(tile.asset.id, alt)
      known.set(tile.asset.id, tile.asset)
    } catch (error) {
      showProblem(error)
    }
  }

  /** The file to crop from: the original where it is at hand, else the largest picture on the server. */
  async function sourceOf(tile: Tile): Promise<Blob | null> {
    // Without a preview this browser can't read the original, such as HEIC.
    if (tile.source && tile.preview) return tile.source
    const picture = tile.asset && assetPicture(tile.asset)
    if (!picture) return tile.transfer?.file ?? null
    const response = await fetch(variantFor(picture, 4_000))
    tile.source = response.ok ? await response.blob() : null
    return tile.source
  }

  /** Cuts a picture anew from its original and sends the result in its place. */
  function crop(tile: Tile, part: Crop | null): void {
    if (!tile.source) return
    if (tile.transfer) uploads.cancel(tile.transfer.key)
    tile.crop = part
    send(tile, tile.source)
    triggerRef(tiles)
  }

  /** Whether pictures are sent as they are; the choice stays on this device. */
  function chooseOriginals(on: boolean): void {
    sendsOriginals.value = on
    localStorage.setItem(originalsKey, on ? '1' : '0')
  }

  /** Learns of assets that an answer of the server carried. */
  function learn(assets: readonly Asset[]): void {
    for (const asset of assets) known.set(asset.id, asset)
  }

  /** Fetches assets that only this device knows by id, as after a reload before the draft was saved. */
  async function fetchUnknown(ids: readonly string[]): Promise<void> {
    const unknown = ids.filter((id) => !known.has(id))
    const found = await Promise.allSettled(unknown.map(getAsset))
    learn(found.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])))
  }

  /** Shows the assets that a draft names. */
  function show(ids: readonly string[]): void {
    const next = arrangeTiles(tiles.value, ids, known)
    tiles.value.filter((tile) => !next.includes(tile)).forEach(drop)
    tiles.value = next
    next.filter((tile) => tile.asset && !unwatch.has(tile.key)).forEach(follow)
  }

  /** Goes on with the files that a reload interrupted. */
  async function restore(): Promise<void> {
    const kept = await uploadStore.list(scope())
    const present = new Set(tiles.value.map((tile) => tile.transfer?.key))
    const restored = kept
      .filter(({ key }) => !present.has(key))
      .map((upload) => {
        const { key, kind, name, file } = upload
        const tile = makeTile({ key: key.split('.')[0]!, kind, name, source: file })
        byTransfer.set(key, tile)
        tile.transfer = uploads.restore(upload)
        if (kind === 'video') setPreview(tile, file)
        else void preparePicture(file, { shrink: false }).then(({ thumb }) => setPreview(tile, thumb))
        return tile
      })
    if (restored.length === 0) return
    tiles.value = orderTiles([...tiles.value, ...restored], storedOrder(scope()))
  }

  watch(tiles, (all) => {
    const names = all.map((tile) => tile.asset?.id ?? tile.key)
    if (all.some(isOnTheWay)) localStorage.setItem(orderKey(scope()), JSON.stringify(names))
    else localStorage.removeItem(orderKey(scope()))
  })
  onScopeDispose(() => {
    unwatch.forEach((stop) => stop())
    tiles.value.forEach((tile) => setPreview(tile, null))
  })

  const assetIds = computed(() => tiles.value.flatMap(({ asset }) => (asset ? [asset.id] : [])))
  const kind = computed(() => (tiles.value.some((tile) => tile.kind === 'video') ? 'video' : 'images'))
  const onTheWay = computed(() => tiles.value.filter(isOnTheWay).length)
  const failed = computed(() => tiles.value.filter((tile) => tileState(tile) === 'failed').length)

  return {
    tiles,
    assetIds,
    kind,
    onTheWay,
    failed,
    sendsOriginals,
    chooseOriginals,
    add,
    remove,
    move,
    retry,
    describe,
    sourceOf,
    crop,
    learn,
    fetchUnknown,
    show,
    restore,
    resume: uploads.resume,
    settled: uploads.settled,
  }
}

export type Tiles = ReturnType<typeof useTiles>
