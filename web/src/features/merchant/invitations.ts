import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

/** A store that asks the member to join its staff. */
export type OwnInvitation = Schema<'OwnInvitation'>

const of = (store_id: string) => ({ params: { path: { store_id } } })

export const listOwnInvitations = (): Promise<OwnInvitation[]> =>
  unwrap<OwnInvitation[]>(api.GET('/api/v1/merchant/invitations', {}))

/** Accepts the role that was shown; where the store offers another by now it is refused. */
export const acceptInvitation = ({ store_id: id, role }: OwnInvitation): Promise<unknown> =>
  unwrap(api.POST('/api/v1/merchant/invitations/{store_id}', { ...of(id), body: { role } }))

export const declineInvitation = ({ store_id: id }: OwnInvitation): Promise<unknown> =>
  api.DELETE('/api/v1/merchant/invitations/{store_id}', of(id))
