import { expect, test } from 'vitest'
import { contrastOf, storeTheme } from './storeTheme'

const accents = ['#d9274b', '#0b7a53', '#2468cc', '#000000', '#1c1c1f', '#5a3d12', '#7a00cc', '#ffee88']

test.each(accents)('%s can be read in both schemes', (accent) => {
  for (const scheme of ['light', 'dark'] as const) {
    const of = storeTheme(accent, scheme)
    const grounds = scheme === 'dark' ? ['#121214', '#1b1b1f', '#26262b'] : ['#ffffff', '#f6f6f8', '#ececf0']
    for (const fill of ['--brand', '--brand-press']) {
      expect(contrastOf(of['--on-brand']!, of[fill]!)).toBeGreaterThanOrEqual(4.5)
    }
    for (const ground of [...grounds, of['--brand-tint']!]) {
      expect(contrastOf(of['--brand-text']!, ground)).toBeGreaterThanOrEqual(4.5)
    }
  }
})

test('an accent that can be read stays as it was chosen', () => {
  expect(storeTheme('#0b7a53', 'light')['--brand']).toBe('#0b7a53')
})

test('without an accent nothing changes', () => {
  expect(storeTheme('', 'light')).toEqual({})
  expect(storeTheme('red', 'dark')).toEqual({})
})
