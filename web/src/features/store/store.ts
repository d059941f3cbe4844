import type { ShallowRef, InjectionKey } from 'vue'
import type { Schema } from '@/api/types'

export type StorePage = Schema<'StorePage'>

/** The store whose pages these are. */
export const storeKey: InjectionKey<ShallowRef<StorePage | null>> = Symbol('store')
