import type { Schema } from '@/api/types'

export type NoteKind = NoteCard['kind']

/** Why a note stands in a feed: a code, and what it is about. */
export type Reason = Schema<'Why'>

/** A note in a list; state, visibility and views come in the author's own lists only. */
export type NoteCard = Schema<'NoteCard'> &
  Partial<Pick<Schema<'OwnNoteCard'>, 'state' | 'visibility' | 'scheduled_at' | 'lifted_at'>> & {
    view_count?: number | null
  }

export type Note = Schema<'Note'>
export type NoteVideo = Schema<'Video'>
export type Evaluation = Schema<'Evaluation'>
export type NoteDecision = Schema<'NoteDecision'>
