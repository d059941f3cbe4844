import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { columnsFor, coverRatio, dividerHeight, gapFor, layOut, titleLines, useMasonry } from './useMasonry'

const item = (width: number, height: number, title = '标题') => ({ width, height, title })
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => item(3, 3 + (index % 3), '字'.repeat(index % 30)))

describe('titleLines', () => {
  it('counts wide signs as one em and clamps', () => {
    expect(titleLines('', 160)).toBe(0)
    expect(titleLines('短', 160)).toBe(1)
    expect(titleLines('十'.repeat(10), 160)).toBe(1)
    expect(titleLines('十'.repeat(12), 160)).toBe(2)
    expect(titleLines('十'.repeat(60), 160)).toBe(2)
  })

  it('counts Latin signs as narrower', () => {
    expect(titleLines('abcdefghijkl', 160)).toBe(1)
  })
})

describe('layOut', () => {
  it('takes two columns on a phone and more with the width', () => {
    expect([320, 390, 600, 900, 1176, 1500, 1700].map(columnsFor)).toEqual([2, 2, 3, 4, 5, 6, 7])
  })

  it('keeps covers between 3:4 and 4:3', () => {
    expect(coverRatio({ width: 9, height: 16 })).toBeCloseTo(4 / 3)
    expect(coverRatio({ width: 16, height: 9 })).toBeCloseTo(3 / 4)
    expect(coverRatio({ width: 5, height: 5 })).toBe(1)
  })

  it('never lets two cards of a lane overlap, and fills the width', () => {
    const width = 374
    const { boxes, height } = layOut(many(60), width)
    for (const lane of new Set(boxes.map((box) => box.x))) {
      const column = boxes.filter((box) => box.x === lane)
      column.slice(1).forEach((box, index) => {
        const above = column[index]!
        expect(box.y).toBeCloseTo(above.y + above.height + gapFor(width))
      })
    }
    expect(Math.max(...boxes.map((box) => box.x + box.width))).toBeCloseTo(width)
    expect(height).toBeGreaterThanOrEqual(Math.max(...boxes.map((box) => box.y + box.height)))
  })

  it('leaves what is laid where it is when more comes', () => {
    const some = many(20)
    expect(layOut([...some, ...many(20)], 374).boxes.slice(0, 20)).toEqual(layOut(some, 374).boxes)
  })

  it('starts all lanes anew below the divider', () => {
    const { boxes, dividerTop } = layOut(many(9), 374, 3)
    expect(dividerTop).not.toBeNull()
    const below = boxes.slice(3).map((box) => box.y)
    expect(Math.min(...below)).toBe(dividerTop! + dividerHeight)
    expect(layOut(many(9), 374, 0).dividerTop).toBeNull()
  })
})

describe('useMasonry', () => {
  it('mounts only what is near the view', () => {
    const view = ref({ top: 0, height: 800 })
    const { layout, visible } = useMasonry(ref(many(500)), ref(374), view, ref(null))
    expect(visible.value.length).toBeLessThan(30)
    view.value = { top: layout.value.height / 2, height: 800 }
    expect(visible.value.length).toBeLessThan(40)
    expect(visible.value[0]).toBeGreaterThan(100)
  })
})
