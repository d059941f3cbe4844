import { expect, it } from 'vitest'
import { startReading, useReading } from './useReading'

it('applies size and motion at once and keeps them on the device', () => {
  startReading()
  const root = document.documentElement
  const reading = useReading()
  expect(root.style.getPropertyValue('--text-scale')).toBe('')
  reading.chooseSize('large')
  reading.setLessMotion(true)
  expect(root.style.getPropertyValue('--text-scale')).toBe('1.15')
  expect(root.dataset.motion).toBe('less')
  expect(localStorage.getItem('shancha.textSize')).toBe('large')
  reading.chooseSize('normal')
  reading.setLessMotion(false)
  expect(root.style.getPropertyValue('--text-scale')).toBe('')
  expect(root.dataset.motion).toBeUndefined()
})
