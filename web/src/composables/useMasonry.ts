import { computed, ref, type Ref } from 'vue'
import { textScale } from './useReading'

/** What the layout must know of a card, all of it from the API, so that nothing is ever measured. */
export interface MasonryItem {
  width: number
  height: number
  title: string
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
  coverHeight: number
  /** Lines of the title that are shown. */
  lines: number
}

export interface MasonryLayout {
  boxes: Box[]
  height: number
  columns: number
  /** Where the divider stands, if there is one. */
  dividerTop: number | null
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u

const titleLine = 20
const titleSize = 14
const textInset = 20
const footHeight = 44
export const dividerHeight = 56

function advance(sign: string): number {
  if (wide.test(sign)) return 1
  if (sign === ' ') return 0.28
  return /[A-Z0-9%@&]/.test(sign) ? 0.66 : 0.56
}

/** How many lines a title takes, counted and not measured: measuring would load the Chinese font at once. */
export function titleLines(title: string, width: number, most = 2): number {
  if (!title) return 0
  const ems = [...title].reduce((sum, sign) => sum + advance(sign), 0)
  // A wide sign that does not fit leaves its place on the line empty.
  const perLine = Math.max(1, width / titleSize - 0.5)
  return Math.min(most, Math.max(1, Math.ceil(ems / perLine)))
}

export function columnsFor(width: number): number {
  const steps = [560, 840, 1080, 1400, 1700]
  return 2 + steps.filter((step) => width >= step).length
}

export const gapFor = (width: number): number => (width < 560 ? 8 : 20)

/** Width of one lane, for the pictures' `sizes`. */
export function laneWidth(width: number): number {
  const columns = columnsFor(width)
  return (width - gapFor(width) * (columns - 1)) / columns
}

/** The shape of a cover on a card: between 3:4 upright and 4:3 lying. */
export const coverRatio = (item: { width: number; height: number }): number =>
  Math.min(4 / 3, Math.max(3 / 4, item.height / item.width))

/**
 * Lays the cards into lanes, each into the shortest, with an optional divider before one of them. `scale` is
 * that of the text.
 */
export function layOut(
  items: readonly MasonryItem[],
  width: number,
  dividerAt: number | null = null,
  scale = 1,
): MasonryLayout {
  const columns = columnsFor(width)
  const gap = gapFor(width)
  const lane = laneWidth(width)
  const tops = Array.from({ length: columns }, () => 0)
  let dividerTop: number | null = null
  const boxes = items.map((item, index) => {
    if (index === dividerAt && index > 0) {
      dividerTop = Math.max(...tops)
      tops.fill(dividerTop + dividerHeight)
    }
    let shortest = 0
    for (let column = 1; column < columns; column += 1) {
      if (tops[column]! < tops[shortest]! - 0.5) shortest = column
    }
    const lines = titleLines(item.title, (lane - textInset) / scale)
    const coverHeight = Math.round(lane * coverRatio(item))
    const height = coverHeight + (lines ? 10 + Math.ceil(lines * titleLine * scale) : 0) + footHeight
    const box = { x: shortest * (lane + gap), y: tops[shortest]!, width: lane, height, coverHeight, lines }
    tops[shortest] = box.y + height + gap
    return box
  })
  return { boxes, height: Math.max(0, ...tops), columns, dividerTop }
}

/** The layout of a list in a width, and the indices of the cards within `reach` screens either side of the view. */
export function useMasonry(
  items: Ref<readonly MasonryItem[]>,
  width: Ref<number>,
  view: Ref<{ top: number; height: number }>,
  dividerAt: Ref<number | null>,
  reach: Ref<number> = ref(1),
) {
  const layout = computed(() => layOut(items.value, width.value, dividerAt.value, textScale.value))
  const visible = computed(() => {
    const { top, height } = view.value
    const from = top - height * reach.value
    const to = top + height * (1 + reach.value)
    return layout.value.boxes.flatMap((box, index) =>
      box.y + box.height > from && box.y < to ? [index] : [],
    )
  })
  return { layout, visible }
}
