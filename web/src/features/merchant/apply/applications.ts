import { api, unwrap } from '@/api/client'
import { multipart } from '@/api/multipart'
import type { Schema } from '@/api/types'

export type MerchantFile = Schema<'MerchantFile'>
export type MerchantPaper = Schema<'MerchantPaper'>
export type PaperKind = MerchantPaper['kind']
export type ApplicationWrite = Schema<'MerchantApplicationWrite'>

/** Still being written, or sent back to be. */
export const isEditable = ({ status }: MerchantFile): boolean => status === 'draft' || status === 'rejected'

/** An application that was not decided for good; there is one at most. */
export const isOpenApplication = (file: MerchantFile): boolean =>
  isEditable(file) || file.status === 'submitted'

const of = (merchant_id: string) => ({ params: { path: { merchant_id } } })

export const listApplications = (): Promise<MerchantFile[]> =>
  unwrap<MerchantFile[]>(api.GET('/api/v1/merchant/applications', {}))

export const getApplication = (id: string): Promise<MerchantFile> =>
  unwrap<MerchantFile>(api.GET('/api/v1/merchant/applications/{merchant_id}', of(id)))

/** Begins an application, or changes the open one. */
export const saveApplication = (body: ApplicationWrite): Promise<MerchantFile> =>
  unwrap<MerchantFile>(api.POST('/api/v1/merchant/applications', { body }))

export const submitApplication = (id: string): Promise<MerchantFile> =>
  unwrap<MerchantFile>(api.POST('/api/v1/merchant/applications/{merchant_id}/submit', of(id)))

export const withdrawApplication = (id: string): Promise<MerchantFile> =>
  unwrap<MerchantFile>(api.POST('/api/v1/merchant/applications/{merchant_id}/withdraw', of(id)))

export const addPaper = (
  id: string,
  fields: Schema<'MerchantPaperForm'>,
  file: File,
): Promise<MerchantPaper> =>
  unwrap<MerchantPaper>(
    api.POST('/api/v1/merchant/applications/{merchant_id}/papers', {
      ...of(id),
      ...multipart({ ...fields, file }),
    }),
  )

export const removePaper = (merchant_id: string, paper_id: string): Promise<unknown> =>
  api.DELETE('/api/v1/merchant/applications/{merchant_id}/papers/{paper_id}', {
    params: { path: { merchant_id, paper_id } },
  })

export const paperFile = (merchantId: string, paperId: string): string =>
  `/api/v1/merchant/applications/${merchantId}/papers/${paperId}`

export const signContract = (merchant_id: string, version: number): Promise<MerchantFile> =>
  unwrap<MerchantFile>(
    api.POST('/api/v1/merchant/applications/{merchant_id}/contracts/{version}/signature', {
      params: { path: { merchant_id, version } },
    }),
  )

export const requestDeposit = (id: string): Promise<Schema<'MerchantDeposit'>> =>
  unwrap<Schema<'MerchantDeposit'>>(
    // The client gives the key that makes it happen once.
    api.POST('/api/v1/merchant/applications/{merchant_id}/deposit', of(id) as never),
  )

export const beginExit = (id: string): Promise<MerchantFile> =>
  unwrap<MerchantFile>(api.POST('/api/v1/merchant/applications/{merchant_id}/exit', of(id)))

export const cancelExit = (id: string): Promise<MerchantFile> =>
  unwrap<MerchantFile>(api.DELETE('/api/v1/merchant/applications/{merchant_id}/exit', of(id)))
