import { onMounted, shallowRef, type ShallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

export type Carrier = Schema<'Carrier'>
export type ParcelEntry = Schema<'ReturnParcelIn'>

/** The carriers that parcels go with, and the name of one by its code. */
export function useCarriers(): {
  carriers: ShallowRef<readonly Carrier[]>
  nameOf: (code: string) => string
} {
  const carriers = shallowRef<readonly Carrier[]>([])
  onMounted(async () => {
    carriers.value = await unwrap<Carrier[]>(api.GET('/api/v1/carriers', {})).catch(() => [])
  })
  return {
    carriers,
    nameOf: (code) => carriers.value.find((each) => each.code === code)?.name ?? code,
  }
}
