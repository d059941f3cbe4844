const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Characters as a person counts them: an emoji made of several signs counts once. */
export const countGraphemes = (text: string): number => [...segmenter.segment(text)].length
