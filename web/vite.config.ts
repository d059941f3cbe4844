/// <reference types="vitest/config" />
import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { codeSplitting } from './build/chunks.ts'
import { precompiledMessages } from './build/messages.ts'
import { serviceWorker } from './build/pwa.ts'
import { shakenVue } from './build/shakenVue.ts'
import { textScale } from './build/textScale.ts'

const api = process.env.SHANCHA_API ?? 'http://127.0.0.1:8000'

export default defineConfig({
  base: '/',
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('./src', import.meta.url)),
      'vue-i18n': 'vue-i18n/dist/vue-i18n.runtime.mjs',
    },
  },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __INTLIFY_DROP_MESSAGE_COMPILER__: 'true',
  },
  plugins: [precompiledMessages(), shakenVue(), vue(), serviceWorker()],
  css: { postcss: { plugins: [textScale] } },
  build: {
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false }, output: { codeSplitting } },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/media', '/accounts', '/admin'].map((path) => [path, { target: api, changeOrigin: false }]),
    ),
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    // One document for all files of a process: making one for each took most of the time.
    isolate: false,
    setupFiles: ['src/testing/freshModules.ts'],
    env: { TZ: 'Asia/Shanghai' },
  },
})
