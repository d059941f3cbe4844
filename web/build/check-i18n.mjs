/**
 * Checks the message files: both languages hold the same keys with the same placeholders, every key
 * that the code names exists, no message is unused, and no Chinese text stands outside the files.
 *
 * A key that is put together at run time is declared beside its use: `// i18n: feed.why.*`
 */
import { conclude, sources } from './sources.mjs'

const languages = ['zh-CN', 'en']

function flatten(value, prefix, into) {
  for (const [key, inner] of Object.entries(value)) {
    const path = prefix ? `${prefix}.${key}` : key
    if (typeof inner === 'string') into.set(path, inner)
    else flatten(inner, path, into)
  }
  return into
}

function messages(language) {
  const all = new Map()
  for (const { path, text } of sources(`src/i18n/${language}`, /\.json$/)) {
    flatten(JSON.parse(text), path.split('/').at(-1).replace('.json', ''), all)
  }
  return all
}

const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join()

function compareLanguages(first, second) {
  const problems = []
  for (const [key, text] of first) {
    if (!second.has(key)) problems.push(`${key}: missing in ${languages[1]}`)
    else if (placeholders(text) !== placeholders(second.get(key)))
      problems.push(`${key}: placeholders differ`)
  }
  for (const key of second.keys()) if (!first.has(key)) problems.push(`${key}: missing in ${languages[0]}`)
  return problems
}

const call = /(?<![\w.])(?:\$t|t|tr)\(\s*(['"])([\w.-]+)\1/g
const bare = /(['"])(common\.signIn\.\w+)\1/g
const keypath = /\b(?:keypath|title-key|titleKey)(?:=|:\s*)(['"])([\w.-]+)\1/g
const declared = /i18n:\s*([\w.*-]+(?:,\s*[\w.*-]+)*)/g

function usedKeys(files) {
  const used = new Map()
  const patterns = []
  for (const { path, text } of files) {
    for (const [, , key] of [...text.matchAll(call), ...text.matchAll(keypath), ...text.matchAll(bare)])
      used.set(key, path)
    for (const [, list] of text.matchAll(declared)) {
      for (const key of list.split(/,\s*/)) {
        if (key.endsWith('*')) patterns.push(key.slice(0, -1))
        else used.set(key, path)
      }
    }
  }
  return { used, patterns }
}

function hardCodedText(files) {
  const comments = /<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm
  return files
    .filter(({ text }) => /\p{Script=Han}/u.test(text.replace(comments, '')))
    .map(({ path }) => `${path}: Chinese text outside the message files`)
}

const [chinese, english] = languages.map(messages)
const files = sources('src', /\.(ts|vue)$/).filter(({ path }) => !/\.test\.ts$|schema\.d\.ts$/.test(path))
const { used, patterns } = usedKeys(files)
const problems = [
  ...compareLanguages(chinese, english),
  ...[...used].filter(([key]) => !chinese.has(key)).map(([key, path]) => `${path}: unknown key ${key}`),
  ...[...chinese.keys()]
    .filter((key) => !used.has(key) && !patterns.some((prefix) => key.startsWith(prefix)))
    .map((key) => `${key}: unused`),
  ...patterns
    .filter((prefix) => ![...chinese.keys()].some((key) => key.startsWith(prefix)))
    .map((prefix) => `${prefix}*: matches no message`),
  ...hardCodedText(files.filter(({ path }) => !path.includes('i18n/'))),
]
conclude('messages', problems)
