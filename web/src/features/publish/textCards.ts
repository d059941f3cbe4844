import { canvasBlob, fitText, pageFont } from '@/ui/canvasText'

/** The six looks of a card of words. */
export const cardLooks = ['memo', 'bold', 'dusk', 'night', 'quote', 'grid'] as const
export type CardLook = (typeof cardLooks)[number]

export const cardWidth = 1080
export const cardHeight = 1440
export const longestCard = 200

type Pen = CanvasRenderingContext2D

interface Look {
  ink: string
  /** Where the words stand, in pixels of the card. */
  box: { x: number; y: number; width: number; height: number }
  align: 'left' | 'center'
  weight: number
  most: number
  ground: (pen: Pen) => void
}

function fill(pen: Pen, style: string | CanvasGradient): void {
  pen.fillStyle = style
  pen.fillRect(0, 0, cardWidth, cardHeight)
}

function sweep(pen: Pen, stops: readonly [number, string][], slant = 0.4): CanvasGradient {
  const gradient = pen.createLinearGradient(0, 0, cardWidth * slant, cardHeight)
  for (const [at, colour] of stops) gradient.addColorStop(at, colour)
  return gradient
}

function disc(pen: Pen, x: number, y: number, radius: number, style: string | CanvasGradient): void {
  pen.fillStyle = style
  pen.beginPath()
  pen.arc(x, y, radius, 0, Math.PI * 2)
  pen.fill()
}

/** A steady sequence between 0 and 1, so that a card looks the same each time. */
function* steady(seed: number): Generator<number, never> {
  let state = seed
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state / 2_147_483_648
  }
}

function memoGround(pen: Pen): void {
  fill(pen, '#f3ead9')
  pen.save()
  pen.shadowColor = 'rgb(90 70 40 / 22%)'
  pen.shadowBlur = 60
  pen.shadowOffsetY = 18
  pen.fillStyle = '#fffdf6'
  pen.beginPath()
  pen.roundRect(80, 100, cardWidth - 160, cardHeight - 200, 28)
  pen.fill()
  pen.restore()
  pen.fillStyle = '#e9dfc9'
  for (let y = 312; y < cardHeight - 160; y += 104) pen.fillRect(150, y, cardWidth - 300, 2)
  pen.save()
  pen.translate(cardWidth / 2, 100)
  pen.rotate(-0.035)
  pen.fillStyle = 'rgb(222 143 122 / 82%)'
  pen.fillRect(-150, -36, 300, 72)
  pen.restore()
}

function boldGround(pen: Pen): void {
  fill(pen, '#d9274b')
  pen.globalAlpha = 0.16
  disc(pen, 980, 130, 300, '#ffffff')
  disc(pen, 60, 1390, 380, '#5c0f22')
  pen.globalAlpha = 1
  pen.fillStyle = '#ffd9a8'
  pen.fillRect(110, 148, 96, 14)
}

function duskGround(pen: Pen): void {
  const stops: [number, string][] = [
    [0, '#fbe3cf'],
    [0.45, '#f4b7a6'],
    [1, '#a988c0'],
  ]
  fill(pen, sweep(pen, stops))
  disc(pen, 780, 330, 210, 'rgb(255 246 226 / 78%)')
  for (const [height, colour] of [
    [330, 'rgb(120 84 140 / 32%)'],
    [210, 'rgb(92 62 118 / 46%)'],
  ] as const) {
    pen.fillStyle = colour
    pen.beginPath()
    pen.moveTo(0, cardHeight)
    pen.lineTo(0, cardHeight - height * 0.7)
    pen.bezierCurveTo(
      300,
      cardHeight - height * 1.5,
      620,
      cardHeight - height * 0.2,
      1080,
      cardHeight - height,
    )
    pen.lineTo(cardWidth, cardHeight)
    pen.fill()
  }
}

function nightGround(pen: Pen): void {
  const stops: [number, string][] = [
    [0, '#10162f'],
    [0.6, '#27305c'],
    [1, '#4b4a7c'],
  ]
  fill(pen, sweep(pen, stops, 0))
  const random = steady(7)
  for (let n = 0; n < 110; n += 1) {
    pen.globalAlpha = 0.25 + random.next().value * 0.7
    disc(
      pen,
      random.next().value * cardWidth,
      random.next().value * 1_000,
      1 + random.next().value * 2.6,
      '#fff6da',
    )
  }
  pen.globalAlpha = 1
  disc(pen, 880, 210, 92, '#f7e7b4')
  disc(pen, 842, 186, 84, '#141b38')
}

function quoteGround(pen: Pen): void {
  fill(pen, '#eef3ec')
  pen.fillStyle = '#3d6b52'
  pen.fillRect(0, 0, 26, cardHeight)
  pen.font = '700 420px Georgia, "Times New Roman", serif'
  pen.fillStyle = '#c9dccb'
  pen.textAlign = 'left'
  pen.textBaseline = 'alphabetic'
  pen.fillText('\u201c', 96, 430)
  pen.textAlign = 'right'
  pen.fillText('\u201d', cardWidth - 90, cardHeight + 90)
}

function gridGround(pen: Pen): void {
  fill(pen, '#fdfcf9')
  pen.fillStyle = '#e4e8ef'
  for (let at = 60; at < cardHeight; at += 60) {
    pen.fillRect(0, at, cardWidth, 2)
    if (at < cardWidth) pen.fillRect(at, 0, 2, cardHeight)
  }
  pen.save()
  pen.translate(540, 1_300)
  pen.rotate(-0.03)
  pen.fillStyle = 'rgb(255 214 92 / 62%)'
  pen.fillRect(-460, -28, 920, 56)
  pen.restore()
  disc(pen, 128, 132, 26, '#ff8a5c')
  disc(pen, 206, 132, 26, '#5bb5a2')
  disc(pen, 284, 132, 26, '#7a8ce0')
}

const looks: Record<CardLook, Look> = {
  memo: {
    ink: '#3b3226',
    box: { x: 150, y: 240, width: 780, height: 960 },
    align: 'left',
    weight: 600,
    most: 104,
    ground: memoGround,
  },
  bold: {
    ink: '#ffffff',
    box: { x: 110, y: 230, width: 860, height: 980 },
    align: 'left',
    weight: 700,
    most: 148,
    ground: boldGround,
  },
  dusk: {
    ink: '#3c2748',
    box: { x: 120, y: 260, width: 840, height: 840 },
    align: 'center',
    weight: 600,
    most: 120,
    ground: duskGround,
  },
  night: {
    ink: '#fdf6e3',
    box: { x: 120, y: 360, width: 840, height: 860 },
    align: 'center',
    weight: 600,
    most: 116,
    ground: nightGround,
  },
  quote: {
    ink: '#26402f',
    box: { x: 130, y: 380, width: 820, height: 720 },
    align: 'left',
    weight: 600,
    most: 112,
    ground: quoteGround,
  },
  grid: {
    ink: '#262b38',
    box: { x: 110, y: 230, width: 860, height: 960 },
    align: 'left',
    weight: 700,
    most: 132,
    ground: gridGround,
  },
}

const leading = 1.5

/** Draws a card onto a canvas of any size in the card's proportions. */
export function drawCard(canvas: HTMLCanvasElement, name: CardLook, text: string): void {
  const pen = canvas.getContext('2d')!
  const look = looks[name]
  const font = (size: number): string => `${look.weight} ${size}px ${pageFont()}`
  pen.setTransform(canvas.width / cardWidth, 0, 0, canvas.height / cardHeight, 0, 0)
  pen.globalAlpha = 1
  look.ground(pen)
  const sizes = { least: 40, most: look.most, leading }
  const { size, lines } = fitText(text.trim(), look.box, sizes, (at) => {
    pen.font = font(at)
    return (piece) => pen.measureText(piece).width
  })
  pen.font = font(size)
  pen.fillStyle = look.ink
  pen.textAlign = look.align
  pen.textBaseline = 'middle'
  const { x, y, width, height } = look.box
  const left = look.align === 'center' ? x + width / 2 : x
  const top = y + (height - lines.length * size * leading) / 2
  lines.forEach((line, at) => pen.fillText(line, left, top + (at + 0.5) * size * leading))
}

/** The card as a picture file, to be sent like any other. */
export async function makeCard(name: CardLook, text: string): Promise<File> {
  const canvas = document.createElement('canvas')
  canvas.width = cardWidth
  canvas.height = cardHeight
  drawCard(canvas, name, text)
  return new File([await canvasBlob(canvas)], `card-${name}.png`, { type: 'image/png' })
}
