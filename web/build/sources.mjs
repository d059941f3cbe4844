import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Every file below `folder` whose name matches, with its text. */
export function sources(folder, pattern) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }))
}

/** Ends the process with the list of problems, or says that all is well. */
export function conclude(name, problems) {
  if (problems.length === 0) {
    console.log(`${name}: fine`)
    return
  }
  console.error(`${name}: ${problems.length} problem(s)\n  ${problems.join('\n  ')}`)
  process.exit(1)
}
