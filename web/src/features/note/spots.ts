import type { Picture } from '@/ui/picture'

/**
 * Where a point of a picture (fractions of its width and height) stands in a frame of another shape, as
 * fractions of the frame; null where the frame cuts it off. `ratio` is the frame's width to its height.
 */
export function placeInFrame(
  point: { x: number; y: number },
  picture: Pick<Picture, 'width' | 'height'>,
  ratio: number,
  fit: 'cover' | 'contain',
): { x: number; y: number } | null {
  const own = picture.width / picture.height
  const isWider = own > ratio
  // The share of the frame that the picture fills, above 1 where it is cut.
  const fillsWidth = fit === 'cover' ? isWider : !isWider
  const [w, h] = fillsWidth ? [own / ratio, 1] : [1, ratio / own]
  const placed = { x: 0.5 + (point.x - 0.5) * w, y: 0.5 + (point.y - 0.5) * h }
  return placed.x < 0 || placed.x > 1 || placed.y < 0 || placed.y > 1 ? null : placed
}
