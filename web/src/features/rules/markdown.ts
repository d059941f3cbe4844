/** The little of Markdown that rules are written in: headings, clauses that begin with a number, lists, bold. */
export interface Run {
  text: string
  strong?: boolean
}

export type Block =
  | { kind: 'heading'; runs: Run[] }
  | { kind: 'clause'; number: string; runs: Run[] }
  | { kind: 'list'; items: Run[][] }
  | { kind: 'text'; runs: Run[] }

function runsOf(text: string): Run[] {
  return text
    .split(/(\*\*[^*]+\*\*)/)
    .filter(Boolean)
    .map((part) => (part.startsWith('**') ? { text: part.slice(2, -2), strong: true } : { text: part }))
}

function blockOf(paragraph: string): Block {
  const heading = /^#{1,6}\s+(.+)$/.exec(paragraph)
  if (heading) return { kind: 'heading', runs: runsOf(heading[1]!) }
  const clause = /^(?:\*\*)?(\d+\.\d+)(?:\*\*)?[ \u3000]+([\s\S]+)$/.exec(paragraph)
  if (clause) return { kind: 'clause', number: clause[1]!, runs: runsOf(clause[2]!) }
  const lines = paragraph.split('\n')
  if (lines.every((line) => /^[-*] /.test(line)))
    return { kind: 'list', items: lines.map((line) => runsOf(line.slice(2))) }
  return { kind: 'text', runs: runsOf(paragraph) }
}

export function parseRule(body: string): Block[] {
  return body
    .replace(/\r/g, '')
    .replace(/^(#{1,6} .+)$/gm, '\n$1\n')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map(blockOf)
}
