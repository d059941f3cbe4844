import { inject, type InjectionKey, type Ref } from 'vue'
import type { OwnStore } from '@/entities/store/ownStores'
import type { IconName } from '@/ui/icons'

export type { OwnStore }
export type StoreRole = 'owner' | 'manager' | 'catalogue' | 'shipping' | 'service' | 'finance'

const storeKey: InjectionKey<Readonly<Ref<OwnStore>>> = Symbol('own store')
export { storeKey as ownStoreKey }

/** The store whose console this is; every page below the console's frame has one. */
export function useOwnStore(): Readonly<Ref<OwnStore>> {
  const store = inject(storeKey)
  if (!store) throw new Error('outside the merchant console')
  return store
}

const managers: readonly StoreRole[] = ['owner', 'manager']

/** Whether a role opens what `roles` may do, besides owners and managers (as the server's `policies` says). */
export const mayDo = (store: OwnStore, ...roles: StoreRole[]): boolean =>
  [...managers, ...roles].includes(store.role as StoreRole)

export interface Section {
  /** The last part of its address, empty for the first page. */
  name: string
  icon: IconName
  /** Which roles see it, besides owners and managers; everybody where left out. */
  roles?: readonly StoreRole[]
}

/** The console's parts in the order of a working day. */
export const sections: readonly Section[] = [
  { name: '', icon: 'chart' },
  { name: 'orders', icon: 'receipt' },
  { name: 'after-sales', icon: 'swap' },
  { name: 'reviews', icon: 'star' },
  { name: 'products', icon: 'box' },
  { name: 'categories', icon: 'grid' },
  { name: 'warehouses', icon: 'truck' },
  { name: 'coupons', icon: 'ticket' },
  { name: 'figures', icon: 'filter' },
  { name: 'credits', icon: 'heart' },
  { name: 'money', icon: 'wallet', roles: ['finance'] },
  { name: 'staff', icon: 'people' },
  { name: 'settings', icon: 'settings', roles: [] },
]

export const sectionsFor = (store: OwnStore): Section[] =>
  sections.filter(({ roles }) => !roles || mayDo(store, ...roles))
