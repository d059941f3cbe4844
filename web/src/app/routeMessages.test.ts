import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { RouteRecordRaw } from 'vue-router'

const root = resolve(import.meta.dirname, '..')
const named = /(?<![\w.])(?:\$?t|tr)\(\s*['"`]([a-z]\w*)\./g
const attributes = /\b(?:keypath|title-key|titleKey)(?:=|:\s*)['"]([a-z]\w*)\./g
const declared = /i18n:\s*([\w.*-]+(?:,\s*[\w.*-]+)*)/g
const imported = /from '([^']+)'|import\('([^']+)'\)/g

/** The file that an import names, or undefined outside of `src`. */
function fileOf(name: string, from: string): string | undefined {
  const path = name.startsWith('@/') ? join(root, name.slice(2)) : resolve(dirname(from), name)
  return [path, `${path}.ts`, `${path}.vue`].find((each) => existsSync(each) && statSync(each).isFile())
}

const read = new Map<string, { needs: Set<string>; imports: string[] }>()

function readFile(path: string) {
  const known = read.get(path)
  if (known) return known
  const text = readFileSync(path, 'utf8')
  const lists = [...text.matchAll(declared)].flatMap((match) => match[1]!.split(/,\s*/))
  const keys = [...text.matchAll(named), ...text.matchAll(attributes)].map((match) => match[1]!)
  const found = {
    needs: new Set([...keys, ...lists.map((key) => key.split('.')[0]!)]),
    imports: [...text.matchAll(imported)]
      .map((match) => fileOf(match[1] ?? match[2]!, path))
      .filter((each) => each !== undefined),
  }
  read.set(path, found)
  return found
}

/** What the page's messages lack for itself and all it is made of, as `messages: file`. */
function lacking(page: string, messages: readonly string[]): string[] {
  const seen = new Set([page])
  const lacks = new Set<string>()
  for (const path of seen) {
    const { needs, imports } = readFile(path)
    for (const each of needs) if (!messages.includes(each)) lacks.add(`${each}: ${path.slice(root.length)}`)
    for (const each of imports) if (/\.(ts|vue)$/.test(each)) seen.add(each)
  }
  return [...lacks]
}

interface Page {
  path: string
  file: string
  messages: readonly string[]
}

function pagesOf(routes: readonly RouteRecordRaw[], above: readonly string[] = ['common']): Page[] {
  return routes.flatMap(({ path, component, meta, children = [] }) => {
    const messages = [...above, ...(meta?.messages ?? [])]
    const parts = [component, meta?.layer].map((load) => /import\w*\("([^"]+)"/.exec(String(load))?.[1])
    const files = parts.filter((part) => part !== undefined).map((part) => join(dirname(root), part))
    return [...files.map((file) => ({ path, file, messages })), ...pagesOf(children, messages)]
  })
}

const modules = import.meta.glob<{ routes: RouteRecordRaw[] }>('../features/*/routes.ts', { eager: true })
const pages = Object.values(modules).flatMap(({ routes }) => pagesOf(routes))

test('the pages are found', () => expect(pages.length).toBeGreaterThan(60))

test.each(pages)('$path loads the messages of everything it shows', ({ file, messages }) =>
  expect(lacking(file, messages)).toEqual([]),
)
