import type { Crop } from './fit'
import type { PictureDone, PictureFailed, PictureJob } from './picture'

/** Longest side of a picture that is sent, in pixels: twice what the widest screen of a note shows. */
export const longestSide = 2160

/** A picture ready to be sent. `thumb` is null where this browser cannot read the kind, such as HEIC. */
export interface PreparedPicture {
  file: Blob
  thumb: Blob | null
}

let worker: Worker | null = null
let lastId = 0
const waiting = new Map<number, (answer: PictureDone | PictureFailed) => void>()

function fail(): void {
  for (const [id, answer] of waiting) answer({ id, failed: true })
  waiting.clear()
  worker?.terminate()
  worker = null
}

function start(): Worker {
  const made = new Worker(new URL('./picture.ts', import.meta.url), { type: 'module' })
  made.addEventListener('message', ({ data }: MessageEvent<PictureDone | PictureFailed>) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  made.addEventListener('error', fail)
  return made
}

/** The picture cut and shrunk, or the original wherever that is not possible here. */
export async function preparePicture(
  file: Blob,
  { crop = null, shrink = true }: { crop?: Crop | null; shrink?: boolean } = {},
): Promise<PreparedPicture> {
  const original = { file, thumb: null }
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return original
  const id = (lastId += 1)
  const answer = await new Promise<PictureDone | PictureFailed>((resolve) => {
    waiting.set(id, resolve)
    try {
      worker ??= start()
      worker.postMessage({ id, file, crop, longest: shrink ? longestSide : null } satisfies PictureJob)
    } catch {
      fail()
    }
  })
  return 'failed' in answer ? original : { file: answer.file ?? file, thumb: answer.thumb }
}
