import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite'

const source = fileURLToPath(new URL('../src/worker/serviceWorker.ts', import.meta.url))
const shell = ['index.html', 'icon.svg']
/** Loaded for one act only: they are fetched when somebody does it. */
const forOneAct = /photoswipe|hls|zxing/

interface Precached {
  url: string
  /** What changes with the content; null where the name does already. */
  revision: string | null
}

function precached(outDir: string, bundle: Rolldown.OutputBundle): Precached[] {
  const programs = Object.keys(bundle).filter(
    (file) => /^assets\/.+\.(js|css)$/.test(file) && !forOneAct.test(file),
  )
  const digest = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(join(outDir, file)))
      .digest('hex')
      .slice(0, 16)
  return [
    ...shell.map((file) => ({ url: file, revision: digest(file) })),
    ...programs.sort().map((file) => ({ url: file, revision: null })),
  ]
}

/** Builds the service worker once the client stands, with the list of the files that it stores. */
export function serviceWorker(): Plugin {
  let config: ResolvedConfig
  return {
    name: 'shancha-service-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    async writeBundle(_options, bundle) {
      const outDir = join(config.root, config.build.outDir)
      await build({
        configFile: false,
        root: config.root,
        publicDir: false,
        logLevel: 'warn',
        define: { PRECACHED: JSON.stringify(precached(outDir, bundle)) },
        build: {
          outDir,
          emptyOutDir: false,
          target: config.build.target,
          rolldownOptions: { input: source, output: { format: 'iife', entryFileNames: 'sw.js' } },
        },
      })
    },
  }
}
