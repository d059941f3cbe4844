/** A run of text: plain, or a link to a topic, a member or an address. */
export interface TextRun {
  kind: 'text' | 'topic' | 'mention' | 'address'
  text: string
  to?: string
}

export interface TextLinks {
  topics?: readonly { slug: string; name: string }[]
  mentions?: readonly { handle: string; nickname: string }[]
}

/** Longest first, so that a name is not taken for the beginning of a longer one. */
const byLength = <T extends { key: string }>(entries: T[]): T[] =>
  entries.sort((a, b) => b.key.length - a.key.length)

function entitiesOf({ topics = [], mentions = [] }: TextLinks): { key: string; run: TextRun }[] {
  return byLength([
    ...topics.map(({ slug, name }) => ({
      key: `#${name}`,
      run: { kind: 'topic', text: `#${name}`, to: `/t/${encodeURIComponent(slug)}` } as TextRun,
    })),
    ...mentions.flatMap(({ handle, nickname }) =>
      [...new Set([handle, nickname])].map((name) => ({
        key: `@${name}`,
        run: { kind: 'mention', text: `@${nickname}`, to: `/u/${handle}` } as TextRun,
      })),
    ),
  ])
}

const ownAddress = /https?:\/\/[^\s\u3000-\u303f\uff00-\uffef]+/y

function addressAt(text: string, at: number, origin: string): TextRun | null {
  ownAddress.lastIndex = at
  const found = ownAddress.exec(text)?.[0].replace(/[.,;:!?)\]]+$/, '')
  if (!found || !URL.canParse(found)) return null
  const url = new URL(found)
  // Only our own pages become links: an address that leads elsewhere stays text.
  return url.origin === origin
    ? { kind: 'address', text: found, to: url.pathname + url.search }
    : { kind: 'text', text: found }
}

/**
 * Cuts text into runs. Only topics and members that the server named for this text become links, so
 * nothing that someone merely typed can lead anywhere.
 */
export function parseRichText(text: string, links: TextLinks, origin = location.origin): TextRun[] {
  const entities = entitiesOf(links)
  const runs: TextRun[] = []
  let plain = ''
  const push = (run: TextRun): void => {
    if (plain) runs.push({ kind: 'text', text: plain })
    plain = ''
    runs.push(run)
  }
  for (let at = 0; at < text.length;) {
    const sign = text[at]!
    const entity =
      sign === '#' || sign === '@' ? entities.find(({ key }) => text.startsWith(key, at)) : undefined
    const address = sign === 'h' ? addressAt(text, at, origin) : null
    if (entity) {
      push(entity.run)
      at += entity.key.length
    } else if (address?.kind === 'address') {
      push(address)
      at += address.text.length
    } else {
      plain += address?.text ?? sign
      at += address?.text.length ?? 1
    }
  }
  if (plain) runs.push({ kind: 'text', text: plain })
  return runs
}
