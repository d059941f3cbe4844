/** Measures the width of a piece of text in pixels. */
export type Measure = (text: string) => number

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** Signs that may not begin a line. */
const hanging = /^[，。！？、；：）】》”’…,.!?;:)\]}%]/u
const latin = /^[\p{Script=Latin}\p{N}'’-]+$/u

/** The smallest pieces that a line may break between: Latin words whole, all else by character. */
function piecesOf(line: string, measure: Measure, width: number): string[] {
  const pieces: string[] = []
  for (const { segment } of words.segment(line)) {
    const isWhole = latin.test(segment) && measure(segment) <= width
    const parts = isWhole ? [segment] : [...graphemes.segment(segment)].map((part) => part.segment)
    for (const part of parts) {
      if (pieces.length && hanging.test(part)) pieces[pieces.length - 1] += part
      else pieces.push(part)
    }
  }
  return pieces
}

/** Breaks text into lines no wider than `width`. */
export function wrapText(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const piece of piecesOf(paragraph, measure, width)) {
      if (line && measure(line + piece.trimEnd()) > width) {
        lines.push(line.trimEnd())
        line = piece.trimStart()
      } else {
        line += piece
      }
    }
    lines.push(line.trimEnd())
  }
  return lines
}

/** The lines that fit, the last one with an ellipsis where something is left out. */
export function clampLines(
  lines: readonly string[],
  most: number,
  width: number,
  measure: Measure,
): string[] {
  if (lines.length <= most) return [...lines]
  const shown = lines.slice(0, most)
  let last = [...graphemes.segment(shown[most - 1] ?? '')].map((part) => part.segment)
  while (last.length && measure(`${last.join('')}…`) > width) last = last.slice(0, -1)
  shown[most - 1] = `${last.join('')}…`
  return shown
}

export interface FittedText {
  size: number
  lines: string[]
}

/** The largest size between two bounds at which the text fits into a box, and its lines at that size. */
export function fitText(
  text: string,
  box: { width: number; height: number },
  sizes: { least: number; most: number; leading: number },
  measureAt: (size: number) => Measure,
): FittedText {
  for (let size = sizes.most; size > sizes.least; size -= 4) {
    const lines = wrapText(text, box.width, measureAt(size))
    if (lines.length * size * sizes.leading <= box.height) return { size, lines }
  }
  const measure = measureAt(sizes.least)
  const most = Math.max(1, Math.floor(box.height / (sizes.least * sizes.leading)))
  const lines = clampLines(wrapText(text, box.width, measure), most, box.width, measure)
  return { size: sizes.least, lines }
}

/** A picture file of what was drawn. */
export function canvasBlob(canvas: HTMLCanvasElement, type = 'image/png', quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('nothing drawn'))), type, quality)
  })
}

/** The font of the page, for drawing. */
export const pageFont = (): string => getComputedStyle(document.body).fontFamily
