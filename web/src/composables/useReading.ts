import { computed, ref, watchEffect } from 'vue'

export const textSizes = ['small', 'normal', 'large', 'huge'] as const
export type TextSize = (typeof textSizes)[number]

const scales: Readonly<Record<TextSize, number>> = { small: 0.9, normal: 1, large: 1.15, huge: 1.3 }
const sizeKey = 'shancha.textSize'
const motionKey = 'shancha.lessMotion'

const kept = localStorage.getItem(sizeKey)
const size = ref<TextSize>(textSizes.find((name) => name === kept) ?? 'normal')
/** What all text is multiplied by, for layouts that reckon with it. */
export const textScale = computed(() => scales[size.value])
const lessMotion = ref(localStorage.getItem(motionKey) === '1')

function apply(): void {
  const root = document.documentElement
  if (size.value === 'normal') root.style.removeProperty('--text-scale')
  else root.style.setProperty('--text-scale', String(textScale.value))
  if (lessMotion.value) root.dataset.motion = 'less'
  else delete root.dataset.motion
}

/** How one reads on this device: the size of all text, and whether things move. Applied at once. */
export function useReading() {
  return {
    size,
    lessMotion,
    chooseSize(name: TextSize): void {
      size.value = name
      localStorage.setItem(sizeKey, name)
    },
    setLessMotion(isOn: boolean): void {
      lessMotion.value = isOn
      localStorage.setItem(motionKey, isOn ? '1' : '0')
    },
  }
}

/** Called once, before the first paint of the client. */
export function startReading(): void {
  watchEffect(apply, { flush: 'sync' })
}
