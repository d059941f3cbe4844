import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

export type Identity = Schema<'Identity'>

export const listIdentities = (): Promise<Identity[]> =>
  unwrap<Identity[]>(api.GET('/api/v1/me/identities', {}))

export const addIdentity = (realName: string, number: string): Promise<Identity> =>
  unwrap<Identity>(
    api.POST('/api/v1/me/identities', {
      body: { real_name: realName, number, consent: true, is_default: false },
    }),
  )

export async function removeIdentity(id: string): Promise<void> {
  await api.DELETE('/api/v1/me/identities/{identity_id}', { params: { path: { identity_id: id } } })
}
