/** A topic or mention that is being typed: `start` is where its sign stands, `query` what follows it. */
export interface TypedEntity {
  kind: 'topic' | 'mention'
  start: number
  end: number
  query: string
}

const longestQuery = 30
/** What ends a topic's name or a member's handle. */
const ending = /[\s#＃@＠，。！？、；：,!?;:（）()[\]【】《》"“”'‘’]/u
/** A sign inside a word, such as an e-mail address, begins nothing. */
const inWord = /[A-Za-z0-9_.-]/
const topicSigns = '#\uff03'
const mentionSigns = '@\uff20'

/** The entity at the caret, or null. Full-width signs, as Chinese keyboards write them, count too. */
export function typedEntity(text: string, caret: number): TypedEntity | null {
  for (let at = caret - 1; at >= 0 && caret - at <= longestQuery + 1; at -= 1) {
    const sign = text[at]!
    const isTopic = topicSigns.includes(sign)
    if (isTopic || mentionSigns.includes(sign)) {
      if (!isTopic && at > 0 && inWord.test(text[at - 1]!)) return null
      const kind = isTopic ? 'topic' : 'mention'
      return { kind, start: at, end: caret, query: text.slice(at + 1, caret) }
    }
    if (ending.test(sign)) return null
  }
  return null
}

/** The text with the entity written out, and where the caret then stands: after a space. */
export function completeEntity(
  text: string,
  entity: TypedEntity,
  name: string,
): { text: string; caret: number } {
  const written = `${entity.kind === 'topic' ? '#' : '@'}${name} `
  const rest = text.slice(entity.end).replace(/^ /, '')
  return { text: text.slice(0, entity.start) + written + rest, caret: entity.start + written.length }
}

/** The text with something put in place of the selection, with a space before it where words would join. */
export function insertAt(
  text: string,
  from: number,
  to: number,
  piece: string,
): { text: string; caret: number } {
  const before = text.slice(0, from)
  const isJoined = /^[@＠]/u.test(piece) && inWord.test(before.at(-1) ?? '')
  const written = isJoined ? ` ${piece}` : piece
  return { text: before + written + text.slice(to), caret: from + written.length }
}

/** A run of the text: an entity is marked behind the words. */
export interface MarkedRun {
  text: string
  isEntity: boolean
}

const entities =
  /[#＃][^\s#＃@＠，。！？、；：,!?;:（）()[\]【】《》"“”'‘’]{1,30}|(?<![A-Za-z0-9_.-])[@＠][A-Za-z][A-Za-z0-9_-]{3,19}/gu

/** Cuts the text into runs, so that topics and mentions can be marked while one writes. */
export function markEntities(text: string): MarkedRun[] {
  const runs: MarkedRun[] = []
  let at = 0
  for (const match of text.matchAll(entities)) {
    if (match.index > at) runs.push({ text: text.slice(at, match.index), isEntity: false })
    runs.push({ text: match[0], isEntity: true })
    at = match.index + match[0].length
  }
  if (at < text.length) runs.push({ text: text.slice(at), isEntity: false })
  return runs
}
