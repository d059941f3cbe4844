import type { IconName } from '@/ui/icons'

export interface NavEntry {
  path: string
  icon: IconName
  /** Message key. */
  label: string
  publish?: boolean
}

// i18n: common.nav.home, common.nav.mall, common.nav.publish, common.nav.messages, common.nav.me
export const entries: readonly NavEntry[] = [
  { path: '/', icon: 'home', label: 'common.nav.home' },
  { path: '/mall', icon: 'bag', label: 'common.nav.mall' },
  { path: '/publish', icon: 'plus', label: 'common.nav.publish', publish: true },
  { path: '/messages', icon: 'message', label: 'common.nav.messages' },
  { path: '/me', icon: 'person', label: 'common.nav.me' },
]

/** Whether an entry stands for the page at this address. */
export const isCurrent = (entry: NavEntry, path: string): boolean =>
  entry.path === '/' ? path === '/' : path === entry.path || path.startsWith(`${entry.path}/`)
