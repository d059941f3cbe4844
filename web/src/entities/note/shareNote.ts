import { api, unwrap } from '@/api/client'
import { requestShare, type Channel } from '@/entities/share/share'
import { i18n } from '@/i18n'
import type { Note } from './types'

/** Opens the share sheet for a note; what comes of its addresses is credited to who passed it on. */
export function shareNote(note: Note): void {
  /** The addresses that were given out, by channel. */
  const traced = new Map<Channel, string>()

  /** With the code by which an arrival is credited; without it when the server is away. */
  async function address(channel: Channel): Promise<string> {
    const known = traced.get(channel)
    if (known) return known
    try {
      const body = { channel: channel === 'system' ? ('other' as const) : channel }
      const params = { path: { note_id: note.id } }
      const answer = await unwrap(api.POST('/api/v1/notes/{note_id}/share', { params, body }))
      const url = new URL(answer.url, location.origin).href
      traced.set(channel, url)
      return url
    } catch {
      return new URL(`/n/${note.id}`, location.origin).href
    }
  }

  /** Tells that the note was sent on; nobody waits for it, and a lost one is not worth a word. */
  function done(channel: Channel): void {
    const url = traced.get(channel)
    const code = url && new URL(url).searchParams.get('s')
    if (code) api.POST('/api/v1/shares/{code}/done', { params: { path: { code } } }).catch(() => {})
  }

  requestShare({
    kind: 'note',
    path: `/n/${note.id}`,
    title: note.title || i18n.global.t('common.note.untitled', { name: note.author.nickname }),
    text: note.body,
    cover: note.cover,
    by: { name: note.author.nickname, picture: note.author.avatar || null },
    trace: { address, done },
  })
}
