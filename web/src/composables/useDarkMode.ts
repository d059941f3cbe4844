import { computed, ref, watchEffect } from 'vue'

export type Theme = 'system' | 'light' | 'dark'

const storageKey = 'shancha.theme'
const theme = ref<Theme>((localStorage.getItem(storageKey) as Theme | null) ?? 'system')
const systemDark = matchMedia('(prefers-color-scheme: dark)')
const isSystemDark = ref(systemDark.matches)
systemDark.addEventListener('change', ({ matches }) => (isSystemDark.value = matches))
/** The scheme that is shown. */
const scheme = computed<'light' | 'dark'>(() =>
  theme.value === 'system' ? (isSystemDark.value ? 'dark' : 'light') : theme.value,
)

function apply(choice: Theme): void {
  const root = document.documentElement
  if (choice === 'system') delete root.dataset.theme
  else root.dataset.theme = choice
  const metas = document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')
  metas.forEach((meta) => {
    const dark = choice === 'system' ? meta.media.includes('dark') : choice === 'dark'
    meta.content = dark ? '#121214' : '#ffffff'
  })
}

/** Follows the system unless the person chose; the choice is stored on this device. */
export function useDarkMode() {
  return {
    theme,
    scheme,
    choose(choice: Theme): void {
      theme.value = choice
      localStorage.setItem(storageKey, choice)
    },
  }
}

/** Called once, before the first paint of the client. */
export function startDarkMode(): void {
  watchEffect(() => apply(theme.value), { flush: 'sync' })
}
