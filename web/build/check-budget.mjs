/** Checks the gzipped sizes of the built client against its budgets. Run after the build. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { conclude, root } from './sources.mjs'

const KB = 1000
const budgets = { initialScript: 110 * KB, initialStyle: 15 * KB, chunk: 40 * KB }

/** Programs that are loaded for one act only, each with its own allowance. */
const heavy = {}

const dist = join(root, 'dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
const size = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length

function withImports(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const inner of manifest[key].imports ?? []) withImports(inner, seen)
  return seen
}

const sum = (files) => [...new Set(files)].reduce((total, file) => total + size(file), 0)
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const initial = [...withImports(entry)].map((key) => manifest[key])
// The home page's own program comes with the first view, so it counts as initial.
const home = Object.keys(manifest).find((key) => key.endsWith('features/feed/HomePage.vue'))
const first = home ? [...initial, ...[...withImports(home)].map((key) => manifest[key])] : initial

const script = sum(first.map((part) => part.file))
const style = sum(first.flatMap((part) => part.css ?? []))
const problems = []
const check = (name, value, limit) => {
  console.log(`${name.padEnd(52)} ${(value / KB).toFixed(1).padStart(7)} kB of ${limit / KB}`)
  if (value > limit) problems.push(`${name}: ${(value / KB).toFixed(1)} kB, at most ${limit / KB}`)
}
check('first view, script', script, budgets.initialScript)
check('first view, style', style, budgets.initialStyle)
const known = new Set(first.map((part) => part.file))
for (const part of Object.values(manifest)) {
  if (known.has(part.file) || !part.file.endsWith('.js')) continue
  known.add(part.file)
  const name = part.src ?? part.name ?? part.file
  check(name, size(part.file), heavy[part.name] ?? budgets.chunk)
}
conclude('budgets', problems)
