import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'
import type { CommentPolicy, Draft, DraftContent, DraftEvaluation, DraftPlace } from './types'

type Answer = components['schemas']['Draft']

const placeOf = (place: Answer['place']): DraftPlace | null =>
  place && { name: place.name, city_code: place.city_code, lat: place.lat ?? null, lng: place.lng ?? null }

const evaluationOf = (given: Answer['evaluation']): DraftEvaluation | null =>
  given && {
    product: given.product,
    price_paid_fen: given.price_paid_fen ?? null,
    scores: given.scores,
    pros: given.pros,
    cons: given.cons,
    suits: given.suits,
    receipt_asset_id: given.receipt_asset_id ?? null,
  }

/** The draft as the client writes it, so that the two can be compared. */
const draftOf = (answer: Answer): Draft => ({
  ...answer,
  place: placeOf(answer.place),
  evaluation: evaluationOf(answer.evaluation),
  scheduled_at: answer.scheduled_at && new Date(answer.scheduled_at).toISOString(),
})

/** What of a draft is saved. */
export const contentOf = (draft: Draft): DraftContent => ({
  kind: draft.kind,
  title: draft.title,
  body: draft.body,
  category: draft.category,
  topics: draft.topics,
  place: draft.place,
  visibility: draft.visibility,
  comment_policy: draft.comment_policy,
  is_paid_cooperation: draft.is_paid_cooperation,
  evaluation: draft.evaluation,
  asset_ids: draft.assets.map((asset) => asset.id),
  scheduled_at: draft.scheduled_at,
})

const at = (draft_id: string) => ({ params: { path: { draft_id } } })

/** The member's own drafts, last touched first. */
export const listDrafts = async (): Promise<Draft[]> =>
  (await unwrap(api.GET('/api/v1/drafts', {}))).map(draftOf)

export const readDraft = async (id: string): Promise<Draft> =>
  draftOf(await unwrap(api.GET('/api/v1/drafts/{draft_id}', at(id))))

export const createDraft = async (content: DraftContent): Promise<Draft> =>
  draftOf(await unwrap(api.POST('/api/v1/drafts', { body: content })))

/** Refused with 409 when another device saved in between. */
export const updateDraft = async (id: string, version: number, content: DraftContent): Promise<Draft> =>
  draftOf(await unwrap(api.PUT('/api/v1/drafts/{draft_id}', { ...at(id), body: { ...content, version } })))

export async function deleteDraft(id: string): Promise<void> {
  await api.DELETE('/api/v1/drafts/{draft_id}', at(id))
}

/** Who may comment on new notes by the account's settings; everybody where they can't be asked for now. */
export const accountCommentPolicy = (): Promise<CommentPolicy> =>
  unwrap(api.GET('/api/v1/me/settings')).then(
    ({ privacy }) => privacy.comment_policy,
    () => 'everyone',
  )

/** The draft in which a published note is changed. */
export const editNote = async (note_id: string): Promise<Draft> =>
  draftOf(await unwrap(api.POST('/api/v1/notes/{note_id}/edit', { params: { path: { note_id } } })))
