import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

/** A store that asks the member to join its staff. */
export type OwnInvitation = Schema<'OwnInvitation'>

const of = (store_id: string) => ({ params: { path: { store_id } } })

export const listOwnInvitations = (): Promise<OwnInvitation[]> =>
  unwrap<OwnInvitation[]>(api.GET('/api/v1/merchant/invitations', {}))

export const acceptInvitation = (storeId: string): Promise<unknown> =>
  api.POST('/api/v1/merchant/invitations/{store_id}', of(storeId))

export const declineInvitation = (storeId: string): Promise<unknown> =>
  api.DELETE('/api/v1/merchant/invitations/{store_id}', of(storeId))
