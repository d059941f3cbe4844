import type { IconName } from '@/ui/icons'

export interface SettingsEntry {
  name: string
  icon: IconName
  /** Where it leads, if not to a page of the settings. */
  to?: string
  /** Also for people without an account. */
  open?: boolean
}

/** The pages of the settings, in groups. */
export const groups: readonly (readonly SettingsEntry[])[] = [
  [
    { name: 'account', icon: 'key' },
    { name: 'devices', icon: 'desktop' },
    { name: 'verification', icon: 'star' },
  ],
  [
    { name: 'privacy', icon: 'lock' },
    { name: 'blocks', icon: 'hide' },
    { name: 'content', icon: 'fire', open: true },
    { name: 'notices', icon: 'bell' },
    { name: 'minors', icon: 'shield' },
  ],
  [{ name: 'merchant', icon: 'store', to: '/merchant' }],
  [
    { name: 'display', icon: 'sun', open: true },
    { name: 'data', icon: 'download' },
    { name: 'tokens', icon: 'link' },
    { name: 'about', icon: 'info', open: true },
  ],
]
