import { api, unwrap } from '@/api/client'
import { multipart } from '@/api/multipart'
import type { Schema } from '@/api/types'
import type { Page } from '@/composables/useInfinite'

export type Product = Schema<'MerchantProduct'>
export type Variant = Schema<'MerchantVariant'>
export type ProductRow = Schema<'MerchantProductRow'>
export type ProductPage = Schema<'MerchantProductPage'>
export type ProductStatus = ProductRow['status']
export type Movement = Schema<'Movement'>
export type BatchPaper = Schema<'BatchPaper'>
export type CatalogueImport = Schema<'CatalogueImport'>

/** The states of a product in the order of the list's tabs. */
export const statuses: readonly ProductStatus[] = [
  'on_sale',
  'review',
  'draft',
  'off_shelf',
  'removed',
  'recalled',
]

/** Removed and recalled goods stay as they are. */
export const isFrozen = ({ status }: Pick<ProductRow, 'status'>): boolean =>
  status === 'removed' || status === 'recalled'

export const isShown = ({ status }: Pick<ProductRow, 'status'>): boolean =>
  status === 'on_sale' || status === 'review'

const at = (store_id: string, product_id: string) => ({ params: { path: { store_id, product_id } } })
const of = (store_id: string) => ({ params: { path: { store_id } } })

export const listProducts = (
  store_id: string,
  query: { status?: ProductStatus; q?: string; cursor?: string },
  signal?: AbortSignal,
): Promise<ProductPage> =>
  unwrap<ProductPage>(
    api.GET('/api/v1/merchant/stores/{store_id}/products', {
      params: { path: { store_id }, query },
      ...(signal ? { signal } : {}),
    }),
  )

export const getProduct = (storeId: string, id: string): Promise<Product> =>
  unwrap<Product>(api.GET('/api/v1/merchant/stores/{store_id}/products/{product_id}', at(storeId, id)))

export const createProduct = (storeId: string, body: Schema<'ProductCreate'>): Promise<Product> =>
  unwrap<Product>(api.POST('/api/v1/merchant/stores/{store_id}/products', { ...of(storeId), body }))

export const updateProduct = (storeId: string, id: string, body: Schema<'ProductUpdate'>): Promise<Product> =>
  unwrap<Product>(
    api.PATCH('/api/v1/merchant/stores/{store_id}/products/{product_id}', { ...at(storeId, id), body }),
  )

export const publishProduct = (storeId: string, id: string): Promise<Product> =>
  unwrap<Product>(
    api.POST('/api/v1/merchant/stores/{store_id}/products/{product_id}/publish', at(storeId, id)),
  )

export const withdrawProduct = (storeId: string, id: string): Promise<Product> =>
  unwrap<Product>(
    api.POST('/api/v1/merchant/stores/{store_id}/products/{product_id}/withdraw', at(storeId, id)),
  )

export const setVariantPrice = (
  store_id: string,
  variant_id: string,
  body: Schema<'PriceWrite'>,
): Promise<Product> =>
  unwrap<Product>(
    api.PATCH('/api/v1/merchant/stores/{store_id}/variants/{variant_id}/price', {
      params: { path: { store_id, variant_id } },
      body,
    }),
  )

export const adjustStock = (
  storeId: string,
  body: Schema<'StockAdjustment'>,
): Promise<Schema<'StockLevel'>> =>
  unwrap<Schema<'StockLevel'>>(
    api.POST('/api/v1/merchant/stores/{store_id}/stock-adjustments', { ...of(storeId), body }),
  )

export const listMovements = (
  store_id: string,
  variant_id: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page<Movement>> =>
  unwrap<Page<Movement>>(
    api.GET('/api/v1/merchant/stores/{store_id}/variants/{variant_id}/movements', {
      params: { path: { store_id, variant_id }, query: cursor ? { cursor } : {} },
      signal,
    }),
  )

export const listPapers = (storeId: string, id: string): Promise<BatchPaper[]> =>
  unwrap<BatchPaper[]>(
    api.GET('/api/v1/merchant/stores/{store_id}/products/{product_id}/papers', at(storeId, id)),
  )

export const addPaper = (
  storeId: string,
  id: string,
  fields: Schema<'BatchPaperForm'>,
  file: File,
): Promise<BatchPaper> =>
  unwrap<BatchPaper>(
    api.POST('/api/v1/merchant/stores/{store_id}/products/{product_id}/papers', {
      ...at(storeId, id),
      ...multipart({ ...fields, file }),
    }),
  )

export const removePaper = (store_id: string, product_id: string, paper_id: string): Promise<unknown> =>
  api.DELETE('/api/v1/merchant/stores/{store_id}/products/{product_id}/papers/{paper_id}', {
    params: { path: { store_id, product_id, paper_id } },
  })

export const listImports = (storeId: string): Promise<CatalogueImport[]> =>
  unwrap<CatalogueImport[]>(api.GET('/api/v1/merchant/stores/{store_id}/imports', of(storeId)))

export const getImport = (store_id: string, import_id: string): Promise<CatalogueImport> =>
  unwrap<CatalogueImport>(
    api.GET('/api/v1/merchant/stores/{store_id}/imports/{import_id}', {
      params: { path: { store_id, import_id } },
    }),
  )

export const sendImport = (storeId: string, file: File, is_trial: boolean): Promise<CatalogueImport> =>
  unwrap<CatalogueImport>(
    api.POST('/api/v1/merchant/stores/{store_id}/imports', {
      ...of(storeId),
      ...multipart({ file, is_trial }),
    }),
  )

/** Where the store's files are fetched from by a plain link. */
export const fileOf = {
  template: '/api/v1/merchant/import-template',
  export: (storeId: string): string => `/api/v1/merchant/stores/${storeId}/export`,
  report: (storeId: string, importId: string): string =>
    `/api/v1/merchant/stores/${storeId}/imports/${importId}/report`,
  paper: (paperId: string): string => `/api/v1/papers/${paperId}`,
}
