/** A picture as the API describes it: the file at `base + width + ".webp"` for each of the widths. */
export interface Picture {
  base: string
  widths: number[]
  width: number
  height: number
  /** Dominant colour. */
  color: string
  /** A data address of a 12 px picture, for the time before the real one is there. */
  tiny: string
  alt: string
  /** There is an animated form too; the widths stand still. */
  is_moving?: boolean
}

export const motionUrl = (picture: Picture): string => `${picture.base}motion.webp`

export const pictureUrl = (picture: Picture, width: number): string => `${picture.base}${width}.webp`

/** The smallest variant that is at least this wide, else the widest. */
export function variantFor(picture: Picture, width: number): string {
  const widths = [...picture.widths].sort((a, b) => a - b)
  return pictureUrl(picture, widths.find((each) => each >= width) ?? widths.at(-1) ?? width)
}

export const pictureSet = (picture: Picture): string =>
  picture.widths.map((width) => `${pictureUrl(picture, width)} ${width}w`).join(', ')
