import { computed, onScopeDispose, shallowReactive, shallowRef } from 'vue'
import { moved } from '@/composables/moved'
import { useUpload, type Transfer } from '@/composables/useUpload'
import { variantFor, type Picture } from '@/ui/picture'
import { preparePicture } from '@/workers/preparePicture'
import { finishPicture, type Asset } from './assets'
import { useMotionNotice } from './motion'
import { isSentAsIs } from './pictureFiles'

/** A picture that the server has, by its asset. */
export interface KnownPicture {
  id: string
  picture: Picture
}

/** One place of the list: a picture that is there, or one on its way. */
export interface PictureEntry {
  readonly key: string
  name: string
  /** The asset; null until the picture has arrived. */
  id: string | null
  /** What to show of it; empty where this browser can't. */
  preview: string
  transfer: Transfer<Asset> | null
}

const isWaiting = ({ transfer, id }: PictureEntry): boolean => !id && transfer?.state !== 'failed'

/** An ordered list of pictures, each sent from the moment it is chosen; `changed` hears the ids of those that arrived. */
export function usePictures(known: readonly KnownPicture[], changed: (ids: string[]) => void) {
  const entries = shallowRef<readonly PictureEntry[]>(
    known.map(({ id, picture }) => ({
      key: id,
      name: picture.alt,
      id,
      preview: variantFor(picture, 360),
      transfer: null,
    })),
  )
  const tellLostMotion = useMotionNotice()
  const find = (key: string): PictureEntry | undefined => entries.value.find((entry) => entry.key === key)

  const uploads = useUpload<Asset>({
    async prepare({ key, file, name }) {
      const prepared = await preparePicture(file, { shrink: !isSentAsIs({ name, type: file.type }) })
      const entry = find(key)
      if (entry && prepared.thumb) entry.preview = URL.createObjectURL(prepared.thumb)
      return prepared.file
    },
    async finish(uploadId, { key }) {
      const asset = await finishPicture(uploadId)
      const entry = find(key)
      if (entry) arrive(entry, asset)
      return asset
    },
  })

  const tell = (): void => changed(entries.value.flatMap(({ id }) => id ?? []))

  function arrive(entry: PictureEntry, asset: Asset): void {
    entry.id = asset.id
    if (!entry.preview && asset.picture) entry.preview = variantFor(asset.picture, 360)
    tell()
  }

  function add(files: readonly File[]): void {
    void tellLostMotion(files)
    const added = files.map((file): PictureEntry => {
      const key = crypto.randomUUID()
      return shallowReactive<PictureEntry>({ key, name: file.name, id: null, preview: '', transfer: null })
    })
    entries.value = [...entries.value, ...added]
    added.forEach((entry, at) => {
      entry.transfer = uploads.add({ key: entry.key, name: entry.name, kind: 'image', file: files[at]! })
    })
  }

  function forget(entry: PictureEntry): void {
    if (entry.preview.startsWith('blob:')) URL.revokeObjectURL(entry.preview)
  }

  function remove(entry: PictureEntry): void {
    uploads.cancel(entry.key)
    forget(entry)
    entries.value = entries.value.filter((each) => each !== entry)
    tell()
  }

  function move(from: number, to: number): void {
    entries.value = moved(entries.value, from, to)
    tell()
  }

  onScopeDispose(() => entries.value.forEach(forget))
  const isBusy = computed(() => entries.value.some(isWaiting))
  return { entries, isBusy, add, remove, move, retry: uploads.retry }
}
