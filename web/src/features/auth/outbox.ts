import type { Schema } from '@/api/types'

/** A text message or e-mail that was not really sent. `code` is what it carries: a code or a link. */
export type SentMessage = Schema<'OutboxMessage'>

/** The link of a mail as a path of this site, or null when it has none. */
export function linkIn({ code, body }: Pick<SentMessage, 'code' | 'body'>): string | null {
  const found = /https?:\/\/\S+/.exec(code) ?? /https?:\/\/\S+/.exec(body)
  if (!found) return code.startsWith('/') ? code : null
  const { pathname, search } = new URL(found[0])
  return pathname + search
}
