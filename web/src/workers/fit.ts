/** A part of a picture, as shares of its sides from 0 to 1. */
export interface Crop {
  x: number
  y: number
  width: number
  height: number
}

/** What to cut out of a picture, in its own pixels, and how large to draw it. */
export interface Fit {
  x: number
  y: number
  width: number
  height: number
  targetWidth: number
  targetHeight: number
}

/** Where to cut and how large to draw, so that no side is longer than `longest`. Never enlarges. */
export function fitPicture(width: number, height: number, crop: Crop | null, longest: number): Fit {
  const part = crop ?? { x: 0, y: 0, width: 1, height: 1 }
  const x = Math.round(part.x * width)
  const y = Math.round(part.y * height)
  const partWidth = Math.max(1, Math.min(width - x, Math.round(part.width * width)))
  const partHeight = Math.max(1, Math.min(height - y, Math.round(part.height * height)))
  const scale = Math.min(1, longest / Math.max(partWidth, partHeight))
  return {
    x,
    y,
    width: partWidth,
    height: partHeight,
    targetWidth: Math.max(1, Math.round(partWidth * scale)),
    targetHeight: Math.max(1, Math.round(partHeight * scale)),
  }
}

/** The largest part of this ratio (width to height) in the middle of a picture. */
export function centredCrop(width: number, height: number, ratio: number): Crop {
  const share = width / height / ratio
  return share > 1
    ? { x: (1 - 1 / share) / 2, y: 0, width: 1 / share, height: 1 }
    : { x: 0, y: (1 - share) / 2, width: 1, height: share }
}
