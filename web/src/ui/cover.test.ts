import { createApp } from 'vue'
import { expect, it } from 'vitest'
import Cover from './Cover.vue'

const picture = {
  base: '/media/k/',
  widths: [360],
  width: 4,
  height: 3,
  color: '#fff',
  tiny: '',
  alt: '',
  is_moving: true,
}

function sourceOf(props: object): HTMLSourceElement | null {
  const host = document.createElement('div')
  createApp(Cover, { picture, sizes: '100vw', ...props }).mount(host)
  expect(host.querySelector('img')?.getAttribute('src')).toBe('/media/k/360.webp')
  return host.querySelector('source')
}

it('moves where asked alone, and for nobody who asks for calm', () => {
  expect(sourceOf({})).toBeNull()
  expect(sourceOf({ moving: true, picture: { ...picture, is_moving: false } })).toBeNull()
  const source = sourceOf({ moving: true })
  expect(source?.getAttribute('srcset')).toBe('/media/k/motion.webp')
  expect(source?.getAttribute('media')).toBe('(prefers-reduced-motion: no-preference)')
})
