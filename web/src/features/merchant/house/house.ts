import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

export type StoreSettings = Schema<'StoreSettings'>
export type StaffMember = Schema<'StaffMember'>
export type StaffInvitation = Schema<'StaffInvitation'>
export type GivenRole = StaffInvitation['role']
export type StoreCategory = Schema<'OwnStoreCategory'>
export type Warehouse = Schema<'MerchantWarehouse'>

const of = (store_id: string) => ({ params: { path: { store_id } } })

export const getSettings = (storeId: string): Promise<StoreSettings> =>
  unwrap<StoreSettings>(api.GET('/api/v1/merchant/stores/{store_id}', of(storeId)))

export const saveSettings = (storeId: string, body: Schema<'StoreUpdate'>): Promise<StoreSettings> =>
  unwrap<StoreSettings>(api.PATCH('/api/v1/merchant/stores/{store_id}', { ...of(storeId), body }))

export const listStaff = (storeId: string): Promise<StaffMember[]> =>
  unwrap<StaffMember[]>(api.GET('/api/v1/merchant/stores/{store_id}/staff', of(storeId)))

export const setRole = (store_id: string, user_id: string, role: GivenRole): Promise<StaffMember[]> =>
  unwrap<StaffMember[]>(
    api.PATCH('/api/v1/merchant/stores/{store_id}/staff/{user_id}', {
      params: { path: { store_id, user_id } },
      body: { role },
    }),
  )

export const listInvitations = (storeId: string): Promise<StaffInvitation[]> =>
  unwrap<StaffInvitation[]>(api.GET('/api/v1/merchant/stores/{store_id}/invitations', of(storeId)))

/** Asks a member to join the staff; asking again changes the role offered. */
export const inviteStaff = (storeId: string, handle: string, role: GivenRole): Promise<StaffInvitation[]> =>
  unwrap<StaffInvitation[]>(
    api.POST('/api/v1/merchant/stores/{store_id}/invitations', { ...of(storeId), body: { handle, role } }),
  )

export const withdrawInvitation = (store_id: string, user_id: string): Promise<unknown> =>
  api.DELETE('/api/v1/merchant/stores/{store_id}/invitations/{user_id}', {
    params: { path: { store_id, user_id } },
  })

export const removeStaff = (store_id: string, user_id: string): Promise<unknown> =>
  api.DELETE('/api/v1/merchant/stores/{store_id}/staff/{user_id}', {
    params: { path: { store_id, user_id } },
  })

export const listCategories = (storeId: string): Promise<StoreCategory[]> =>
  unwrap<StoreCategory[]>(api.GET('/api/v1/merchant/stores/{store_id}/categories', of(storeId)))

/** Makes a category of the store's, or changes the one with this id; the answer is all of them. */
export const saveCategory = (
  store_id: string,
  body: Schema<'StoreCategoryCreate'>,
  category_id?: string,
): Promise<StoreCategory[]> =>
  category_id
    ? unwrap<StoreCategory[]>(
        api.PATCH('/api/v1/merchant/stores/{store_id}/categories/{category_id}', {
          params: { path: { store_id, category_id } },
          body,
        }),
      )
    : unwrap<StoreCategory[]>(
        api.POST('/api/v1/merchant/stores/{store_id}/categories', { ...of(store_id), body }),
      )

export const orderCategories = (storeId: string, category_ids: string[]): Promise<StoreCategory[]> =>
  unwrap<StoreCategory[]>(
    api.PUT('/api/v1/merchant/stores/{store_id}/categories/order', {
      ...of(storeId),
      body: { category_ids },
    }),
  )

export const deleteCategory = (store_id: string, category_id: string): Promise<unknown> =>
  api.DELETE('/api/v1/merchant/stores/{store_id}/categories/{category_id}', {
    params: { path: { store_id, category_id } },
  })

export const listWarehouses = (storeId: string): Promise<Warehouse[]> =>
  unwrap<Warehouse[]>(api.GET('/api/v1/merchant/stores/{store_id}/warehouses', of(storeId)))

/** Makes a warehouse, or changes the one with this id. */
export const saveWarehouse = (
  store_id: string,
  body: Schema<'WarehouseCreate'>,
  warehouse_id?: string,
): Promise<Warehouse> =>
  warehouse_id
    ? unwrap<Warehouse>(
        api.PATCH('/api/v1/merchant/stores/{store_id}/warehouses/{warehouse_id}', {
          params: { path: { store_id, warehouse_id } },
          body,
        }),
      )
    : unwrap<Warehouse>(api.POST('/api/v1/merchant/stores/{store_id}/warehouses', { ...of(store_id), body }))

export const deleteWarehouse = (store_id: string, warehouse_id: string): Promise<unknown> =>
  api.DELETE('/api/v1/merchant/stores/{store_id}/warehouses/{warehouse_id}', {
    params: { path: { store_id, warehouse_id } },
  })
