/**
 * A note, product, store, topic or member as a picture to pass on: cover, title, whose it is, and a code that
 * leads there.
 *
 * `drawPoster(words, url): Promise<Blob>` draws it in the browser, 1080 pixels wide, as PNG. `url` is the share
 * address that the code holds. The cover may be missing; everything else is always drawn.
 */
import { encode } from 'uqr'
import { i18n } from '@/i18n'
import { canvasBlob, clampLines, pageFont, wrapText } from '@/ui/canvasText'
import { variantFor, type Picture } from '@/ui/picture'
import { firstSign } from '@/ui/firstSign'

const width = 1080
const side = 64
const codeSide = 236
/** Covers keep their shape within these ratios of width to height. */
const tallest = 3 / 4
const widest = 4 / 3
/** Without a cover a band stands in its place, with the first character of the title. */
const bareHeight = 360

const colour = { ground: '#ffffff', ink: '#1c1c1f', quiet: '#66666e', brand: '#d9274b', tint: '#fdecef' }

type Pen = CanvasRenderingContext2D

/** What stands on a poster. */
export interface PosterWords {
  cover: Picture | null
  title: string
  text?: string
  /** Said in the brand's colour below the title, such as a price. */
  fact?: string
  /** Whose it is; `picture` is an address. */
  by: { name: string; picture: string | null }
  /** Beside the code. */
  hint: string
}

function loadImage(address: string): Promise<HTMLImageElement | null> {
  return new Promise((resolve) => {
    const image = new Image()
    image.addEventListener('load', () => resolve(image))
    image.addEventListener('error', () => resolve(null))
    image.src = address
  })
}

/** Draws a picture so that it fills a box, cut about its middle. */
function drawFilling(pen: Pen, image: HTMLImageElement, x: number, y: number, w: number, h: number): void {
  const scale = Math.max(w / image.naturalWidth, h / image.naturalHeight)
  const cutWidth = w / scale
  const cutHeight = h / scale
  const left = (image.naturalWidth - cutWidth) / 2
  const top = (image.naturalHeight - cutHeight) / 2
  pen.drawImage(image, left, top, cutWidth, cutHeight, x, y, w, h)
}

function drawCode(pen: Pen, url: string, x: number, y: number): void {
  const { data, size } = encode(url, { ecc: 'M', border: 0 })
  const dot = Math.floor(codeSide / size)
  const inset = (codeSide - dot * size) / 2
  pen.fillStyle = colour.ground
  pen.fillRect(x - 12, y - 12, codeSide + 24, codeSide + 24)
  pen.fillStyle = colour.ink
  data.forEach((row, down) =>
    row.forEach((isDark, across) => {
      if (isDark) pen.fillRect(x + inset + across * dot, y + inset + down * dot, dot, dot)
    }),
  )
}

function drawCover(
  pen: Pen,
  { cover, title }: PosterWords,
  image: HTMLImageElement | null,
  height: number,
): void {
  pen.fillStyle = cover?.color || colour.tint
  pen.fillRect(0, 0, width, height)
  if (image) {
    drawFilling(pen, image, 0, 0, width, height)
  } else if (!cover) {
    pen.fillStyle = colour.brand
    pen.font = `700 150px ${pageFont()}`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText(firstSign(title), width / 2, height / 2)
  }
}

function drawPortrait(pen: Pen, image: HTMLImageElement | null, name: string, x: number, y: number): void {
  const size = 76
  pen.save()
  pen.beginPath()
  pen.arc(x + size / 2, y + size / 2, size / 2, 0, Math.PI * 2)
  pen.clip()
  pen.fillStyle = colour.tint
  pen.fillRect(x, y, size, size)
  if (image) {
    drawFilling(pen, image, x, y, size, size)
  } else {
    pen.fillStyle = colour.brand
    pen.font = `600 34px ${pageFont()}`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText(firstSign(name), x + size / 2, y + size / 2 + 2)
  }
  pen.restore()
}

function coverHeight(cover: Picture | null): number {
  if (!cover) return bareHeight
  const ratio = Math.min(widest, Math.max(tallest, cover.width / cover.height || tallest))
  return Math.round(width / ratio)
}

/** Draws lines of text and returns where the next thing may begin. */
function drawLines(pen: Pen, lines: readonly string[], top: number, leading: number): number {
  lines.forEach((line, at) => pen.fillText(line, side, top + (at + 0.5) * leading))
  return top + lines.length * leading
}

/** The poster as PNG; `url` is where its code leads. */
export async function drawPoster(words: PosterWords, url: string): Promise<Blob> {
  const { t } = i18n.global
  const font = pageFont()
  const [cover, portrait] = await Promise.all([
    words.cover ? loadImage(variantFor(words.cover, 1080)) : null,
    words.by.picture ? loadImage(words.by.picture) : null,
  ])
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')!
  const measure = (text: string): number => pen.measureText(text).width
  const room = width - 2 * side
  const top = coverHeight(words.cover)

  pen.font = `700 52px ${font}`
  const title = clampLines(wrapText(words.title, room, measure), 2, room, measure).filter(Boolean)
  pen.font = `400 34px ${font}`
  const text = (words.text ?? '').replaceAll(/\s+/g, ' ').trim()
  const body = clampLines(wrapText(text, room, measure), 2, room, measure).filter(Boolean)
  canvas.width = width
  canvas.height = top + 56 + title.length * 74 + (words.fact ? 70 : 0) + body.length * 54 + 56 + codeSide + 72

  pen.fillStyle = colour.ground
  pen.fillRect(0, 0, canvas.width, canvas.height)
  drawCover(pen, words, cover, top)

  pen.textBaseline = 'middle'
  pen.textAlign = 'left'
  pen.fillStyle = colour.ink
  pen.font = `700 52px ${font}`
  let y = drawLines(pen, title, top + 56, 74)
  if (words.fact) {
    pen.fillStyle = colour.brand
    pen.font = `700 44px ${font}`
    y = drawLines(pen, [words.fact], y, 70)
  }
  pen.fillStyle = colour.quiet
  pen.font = `400 34px ${font}`
  y = drawLines(pen, body, y, 54) + 56

  drawCode(pen, url, width - side - codeSide, y)
  drawPortrait(pen, portrait, words.by.name, side, y + 8)
  const nameRoom = room - codeSide - 140
  pen.textBaseline = 'middle'
  pen.textAlign = 'left'
  pen.fillStyle = colour.ink
  pen.font = `600 36px ${font}`
  const [name = ''] = clampLines(wrapText(words.by.name, nameRoom, measure), 1, nameRoom, measure)
  pen.fillText(name, side + 100, y + 46)
  pen.fillStyle = colour.quiet
  pen.font = `400 30px ${font}`
  pen.fillText(words.hint, side, y + 146)
  pen.fillStyle = colour.brand
  pen.font = `700 38px ${font}`
  pen.fillText(t('common.appName'), side, y + 204)
  return canvasBlob(canvas)
}
