/**
 * Turns pictures upright, cuts and shrinks them beside the page, so that it stays responsive.
 * The browser's decoder honours the orientation that the camera noted; drawing drops all metadata.
 */
import { fitPicture, type Crop } from './fit'

export interface PictureJob {
  id: number
  file: Blob
  crop: Crop | null
  /** Longest side of what is sent; null sends the original unless it is cropped. */
  longest: number | null
}

export interface PictureDone {
  id: number
  /** Null: send the original. */
  file: Blob | null
  /** A small one for the tile. */
  thumb: Blob
  width: number
  height: number
}

export interface PictureFailed {
  id: number
  failed: true
}

const thumbSide = 480
const noLimit = 16_000

function draw(picture: ImageBitmap, crop: Crop | null, longest: number): OffscreenCanvas {
  const fit = fitPicture(picture.width, picture.height, crop, longest)
  const canvas = new OffscreenCanvas(fit.targetWidth, fit.targetHeight)
  const pen = canvas.getContext('2d')!
  pen.imageSmoothingQuality = 'high'
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, fit.x, fit.y, fit.width, fit.height, 0, 0, canvas.width, canvas.height)
  return canvas
}

async function work({ id, file, crop, longest }: PictureJob): Promise<PictureDone> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const limit = longest ?? noLimit
    const isNeeded = crop !== null || Math.max(picture.width, picture.height) > limit
    const made = isNeeded ? draw(picture, crop, limit) : null
    const thumb = draw(picture, crop, thumbSide)
    return {
      id,
      file: made ? await made.convertToBlob({ type: 'image/jpeg', quality: 0.92 }) : null,
      thumb: await thumb.convertToBlob({ type: 'image/jpeg', quality: 0.8 }),
      width: thumb.width,
      height: thumb.height,
    }
  } finally {
    picture.close()
  }
}

addEventListener('message', (event: MessageEvent<PictureJob>) => {
  work(event.data).then(
    (done) => postMessage(done),
    () => postMessage({ id: event.data.id, failed: true } satisfies PictureFailed),
  )
})
