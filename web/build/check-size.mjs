/** Checks that no source file outgrows what one can take in at once. */
import { conclude, sources } from './sources.mjs'

const limits = [
  [/\.vue$/, 250],
  [/\.ts$/, 400],
]
const problems = []
for (const [pattern, limit] of limits) {
  for (const { path, text } of sources('src', pattern)) {
    const lines = text.split('\n').length
    if (!path.endsWith('schema.d.ts') && lines > limit)
      problems.push(`${path}: ${lines} lines, at most ${limit}`)
  }
}
conclude('file sizes', problems)
