import { api, unwrap } from '@/api/client'
import type { Draft, DraftContent } from './types'

/** What of a draft is saved, written as the client writes it, so that the two can be compared. */
export function contentOf(draft: Draft): DraftContent {
  return {
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
    scheduled_at: draft.scheduled_at && new Date(draft.scheduled_at).toISOString(),
  }
}

const at = (draft_id: string) => ({ params: { path: { draft_id } } })

/** The member's own drafts, last touched first. */
export const listDrafts = (): Promise<Draft[]> => unwrap<Draft[]>(api.GET('/api/v1/drafts', {}))

export const readDraft = (id: string): Promise<Draft> =>
  unwrap<Draft>(api.GET('/api/v1/drafts/{draft_id}', at(id)))

export const createDraft = (content: DraftContent): Promise<Draft> =>
  unwrap<Draft>(api.POST('/api/v1/drafts', { body: content }))

/** Refused with 409 when another device saved in between. */
export const updateDraft = (id: string, version: number, content: DraftContent): Promise<Draft> =>
  unwrap<Draft>(api.PUT('/api/v1/drafts/{draft_id}', { ...at(id), body: { ...content, version } }))

export async function deleteDraft(id: string): Promise<void> {
  await api.DELETE('/api/v1/drafts/{draft_id}', at(id))
}

/** The draft in which a published note is changed. */
export const editNote = (note_id: string): Promise<Draft> =>
  unwrap<Draft>(api.POST('/api/v1/notes/{note_id}/edit', { params: { path: { note_id } } }))
