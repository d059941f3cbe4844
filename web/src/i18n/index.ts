import { createI18n } from 'vue-i18n'
import { requestContext } from '@/api/context'
import common from './zh-CN/common.json'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const storageKey = 'shancha.language'
const files = import.meta.glob<{ default: Record<string, never> }>(['./*/*.json', '!./zh-CN/common.json'])

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as string,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': { common } } as unknown as Record<string, Record<string, string>>,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
})

const wanted = new Set(['common'])
const loaded = new Set(['zh-CN/common'])

async function load(language: string, namespace: string): Promise<void> {
  const name = `${language}/${namespace}`
  const file = files[`./${name}.json`]
  if (loaded.has(name) || !file) return
  const { default: messages } = await file()
  i18n.global.mergeLocaleMessage(language, { [namespace]: messages })
  loaded.add(name)
}

/** Makes the messages of these features ready in the current language. */
export async function loadMessages(...namespaces: string[]): Promise<void> {
  namespaces.forEach((namespace) => wanted.add(namespace))
  await Promise.all(namespaces.map((namespace) => load(currentLanguage(), namespace)))
}

export function currentLanguage(): Language {
  return i18n.global.locale.value as Language
}

/** The stored choice, else the browser's first language that we speak, else Chinese. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(storageKey)
  const wishes = [stored, ...navigator.languages].filter((wish) => wish !== null)
  for (const wish of wishes) {
    const match = languages.find((language) => wish.slice(0, 2).toLowerCase() === language.slice(0, 2))
    if (match) return match
  }
  return 'zh-CN'
}

/** Switches the whole client, with every message file that was in use; `remember` stores the choice. */
export async function setLanguage(language: Language, remember = false): Promise<void> {
  await Promise.all([...wanted].map((namespace) => load(language, namespace)))
  i18n.global.locale.value = language
  requestContext.language = language
  document.documentElement.lang = language
  if (remember) localStorage.setItem(storageKey, language)
}
