import { fileURLToPath } from 'node:url'
import type { Rolldown } from 'vite'

const source = (path: string): string => fileURLToPath(new URL(`../src/${path}`, import.meta.url))
const firstView = [source('main.ts'), source('features/feed/HomePage.vue')]

/** All modules that the first view's own need before they run. */
function neededFirst(context: Rolldown.ChunkingContext): Set<string> {
  const found = new Set<string>()
  const open = [...firstView]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...(context.getModuleInfo(id)?.importedIds ?? []))
  }
  firstView.forEach((id) => found.delete(id))
  return found
}

/**
 * Few files instead of hundreds of a kilobyte each, which cost a slow network a round trip apiece: one of the
 * libraries and one of our own modules that the first view needs, one of what several pages share besides.
 */
export const codeSplitting: Rolldown.CodeSplittingOptions = {
  groups: [
    {
      priority: 3,
      test: /\/node_modules\//,
      name: (id, context) => (neededFirst(context).has(id) ? 'libraries' : null),
    },
    { priority: 2, name: (id, context) => (neededFirst(context).has(id) ? 'first' : null) },
    { priority: 1, name: 'shared', test: /\/src\/(api|app|composables|entities|ui)\//, minShareCount: 4 },
  ],
}
