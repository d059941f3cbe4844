import { useI18n } from 'vue-i18n'
import { priceParts } from './money'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** A count as people read it: 9999, then 1.2万 and 3亿, or 12K and 3M. Never rounds up to more than there is. */
export function compactCount(value: number, language: string): string {
  if (value < 10_000) return String(value)
  if (!language.startsWith('zh')) {
    return new Intl.NumberFormat(language, {
      notation: 'compact',
      maximumFractionDigits: 1,
      roundingMode: 'trunc',
    } as Intl.NumberFormatOptions).format(value)
  }
  const [unit, sign] = value < 100_000_000 ? [10_000, '\u4e07'] : [100_000_000, '\u4ebf']
  return `${Math.floor((value / unit) * 10) / 10}${sign}`
}

const two = (value: number): string => String(value).padStart(2, '0')
const clock = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`
const monthDay = (date: Date): string => `${two(date.getMonth() + 1)}-${two(date.getDate())}`
const midnight = (date: Date): number =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** A moment as people say it: just now, n minutes ago, n hours ago, yesterday 21:08, 11-23, 2025-11-23. */
export function relativeTime(moment: Date, now: Date, t: Translate): string {
  const minutes = Math.floor((now.getTime() - moment.getTime()) / 60_000)
  if (minutes < 1) return t('common.time.now')
  if (minutes < 60) return t('common.time.minutes', { n: minutes })
  const days = Math.round((midnight(now) - midnight(moment)) / 86_400_000)
  if (days === 0) return t('common.time.hours', { n: Math.floor(minutes / 60) })
  if (days === 1) return t('common.time.yesterday', { clock: clock(moment) })
  if (moment.getFullYear() === now.getFullYear()) return monthDay(moment)
  return `${moment.getFullYear()}-${monthDay(moment)}`
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** The browser's writer of dates; it takes tens of milliseconds to make one. */
function dateFormat(language: string, withTime: boolean): Intl.DateTimeFormat {
  const key = `${language} ${withTime}`
  const known = dateFormats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    ...(withTime ? { timeStyle: 'short' } : {}),
  })
  dateFormats.set(key, made)
  return made
}

/** Writers of counts, times and lengths in the current language. */
export function useFormat() {
  const { t, locale } = useI18n()
  return {
    count: (value: number) => compactCount(value, locale.value),
    time: (iso: string) => relativeTime(new Date(iso), new Date(), t),
    /** ¥1,280.5 from fen. */
    money: (fen: number) => {
      const { sign, yuan, fen: rest } = priceParts(fen)
      return `${sign}¥${yuan}${rest ? `.${rest}` : ''}`
    },
    /** Names one after the other. */
    names: (names: readonly string[]) => names.join(t('common.between')),
    /** Full date and time, for titles and lists of record. */
    moment: (iso: string) => dateFormat(locale.value, true).format(new Date(iso)),
    day: (iso: string) => dateFormat(locale.value, false).format(new Date(iso)),
    /** 1:05 from milliseconds. */
    duration: (ms: number) => `${Math.floor(ms / 60_000)}:${two(Math.floor(ms / 1_000) % 60)}`,
    /** 0.3 MB from bytes. */
    size: (bytes: number) =>
      new Intl.NumberFormat(locale.value, {
        style: 'unit',
        unit: 'megabyte',
        maximumFractionDigits: 1,
      }).format(Math.max(bytes / 1_048_576, 0.1)),
    distance: (km: number) =>
      km < 1
        ? t('common.distance.near')
        : t('common.distance.km', { n: km < 10 ? km.toFixed(1) : Math.round(km) }),
  }
}
