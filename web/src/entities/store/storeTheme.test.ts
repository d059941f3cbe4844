import { expect, test } from 'vitest'
import { contrastOf, storeTheme } from './storeTheme'

const accents = ['#d9274b', '#0b7a53', '#2468cc', '#000000', '#1c1c1f', '#5a3d12', '#7a00cc', '#ffee88']

function pairsOf(accent: string): Record<string, [string, string]> {
  return Object.fromEntries(
    Object.entries(storeTheme(accent)).map(([name, value]) => {
      const [light, dark] = value.match(/#[0-9a-f]{6}/g)!
      return [name.slice(2), [light!, dark!]]
    }),
  )
}

test.each(accents)('%s can be read in both schemes', (accent) => {
  const of = pairsOf(accent)
  for (const scheme of [0, 1] as const) {
    const on = of['on-brand']![scheme]
    const grounds = scheme ? ['#121214', '#1b1b1f', '#26262b'] : ['#ffffff', '#f6f6f8', '#ececf0']
    expect(contrastOf(on, of['brand']![scheme])).toBeGreaterThanOrEqual(4.5)
    expect(contrastOf(on, of['brand-press']![scheme])).toBeGreaterThanOrEqual(4.5)
    for (const ground of [...grounds, of['brand-tint']![scheme]]) {
      expect(contrastOf(of['brand-text']![scheme], ground)).toBeGreaterThanOrEqual(4.5)
    }
  }
})

test('an accent that can be read stays as it was chosen', () => {
  expect(storeTheme('#0b7a53')['--brand']).toMatch(/^light-dark\(#0b7a53, /)
})

test('without an accent nothing changes', () => {
  expect(storeTheme('')).toEqual({})
  expect(storeTheme('red')).toEqual({})
})
