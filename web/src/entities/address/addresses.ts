import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

export type Address = Schema<'Address'>
export type AddressIn = Schema<'AddressIn'>
export type Region = Schema<'Region'>

/** 浙江省 杭州市 西湖区, without saying a municipality twice. */
export const regionText = ({ province, city, district }: Pick<Address, 'province' | 'city' | 'district'>) =>
  [...new Set([province, city, district])].filter(Boolean).join(' ')

/** 138****0000: enough to know it by, not enough for who looks over one's shoulder. */
export const maskedPhone = (phone: string): string =>
  phone.length > 7 ? `${phone.slice(0, -8)}****${phone.slice(-4)}` : phone

/** One's address book; one truth for checkout and settings. */
export const useAddresses = defineStore('addresses', () => {
  const all = shallowRef<readonly Address[] | null>(null)

  async function load(): Promise<readonly Address[]> {
    return (all.value = await unwrap<Address[]>(api.GET('/api/v1/me/addresses', {})))
  }

  /** Adds an address, or changes the one with this id. */
  async function save(entry: AddressIn, id?: string): Promise<Address> {
    const body = { ...entry, is_default: entry.is_default || undefined } as AddressIn
    const saved = id
      ? await unwrap<Address>(
          api.PATCH('/api/v1/me/addresses/{address_id}', {
            params: { path: { address_id: id } },
            body: body as never,
          }),
        )
      : await unwrap<Address>(api.POST('/api/v1/me/addresses', { body }))
    await load()
    return saved
  }

  async function remove(id: string): Promise<void> {
    await api.DELETE('/api/v1/me/addresses/{address_id}', { params: { path: { address_id: id } } })
    all.value = (all.value ?? []).filter((address) => address.id !== id)
  }

  return { all, load, save, remove }
})

const known = new Map<string, Promise<Region[]>>()

/** What lies right below a province or city; the provinces for "". Asked once. */
export function regionsBelow(parent: string): Promise<Region[]> {
  let asked = known.get(parent)
  if (!asked) {
    asked = unwrap<Region[]>(api.GET('/api/v1/regions', { params: { query: { parent } } }))
    asked.catch(() => known.delete(parent))
    known.set(parent, asked)
  }
  return asked
}
