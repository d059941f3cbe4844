import type { Plugin } from 'vite'

const everything = "import * as Vue from 'vue';"
const byName = /const key = 'currentInstance';[\s\S]*?return Vue\.getCurrentInstance\(\);\s*\}/

/**
 * vue-i18n reaches into Vue by a name that is known only when it runs, so the whole of Vue would be kept. The name
 * it seeks is not among Vue's exports: what it then calls is imported alone. Fails the build where the library's
 * text changes, so that this goes when it is no longer needed.
 */
export function shakenVue(): Plugin {
  return {
    name: 'shancha-shaken-vue',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('/vue-i18n/dist/vue-i18n.runtime.mjs')) return null
      if (!code.includes(everything) || !byName.test(code)) {
        throw new Error('vue-i18n no longer imports all of Vue in the known way: see build/shakenVue.ts')
      }
      return {
        code: code
          .replace(everything, "import { getCurrentInstance as vueInstance } from 'vue';")
          .replace(byName, 'return vueInstance();'),
        map: null,
      }
    },
  }
}
