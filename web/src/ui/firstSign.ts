// What joins with its neighbours into one sign: marks, skin tones, families, flags.
const joining = /\p{M}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d/u
let segmenter: Intl.Segmenter | undefined

/** The first sign as people see it. A segmenter takes tens of milliseconds to make, and few names need one. */
export function firstSign(text: string): string {
  if (!joining.test(text)) return [...text][0] ?? ''
  segmenter ??= new Intl.Segmenter()
  const [segment] = segmenter.segment(text)
  return segment?.segment ?? ''
}
