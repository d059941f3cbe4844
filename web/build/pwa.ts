import type { VitePWAOptions } from 'vite-plugin-pwa'

export const manifest: VitePWAOptions['manifest'] = {
  id: '/',
  name: '山茶集',
  short_name: '山茶集',
  description: '记录吃穿用玩的真实好物与日常',
  lang: 'zh-CN',
  display: 'standalone',
  start_url: '/',
  scope: '/',
  theme_color: '#ffffff',
  background_color: '#ffffff',
  categories: ['lifestyle', 'social', 'shopping'],
  icons: [
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  shortcuts: [
    { name: '发布笔记', url: '/publish' },
    { name: '搜索', url: '/search' },
  ],
}

/**
 * Pages come from the server first, because it writes each page's head; the stored shell answers
 * when there is no network. Programs are stored by name, pictures by their unchanging address.
 */
export const serviceWorker: VitePWAOptions['workbox'] = {
  globPatterns: ['index.html', 'assets/*.{js,css}', 'icon.svg'],
  globIgnores: ['**/*{photoswipe,hls,zxing}*'],
  inlineWorkboxRuntime: true,
  cleanupOutdatedCaches: true,
  navigateFallback: null,
  runtimeCaching: [
    {
      urlPattern: ({ request, url }) =>
        request.mode === 'navigate' &&
        !/^\/(api|media|admin|accounts|outbox|sandbox)(\/|$)/.test(url.pathname),
      handler: 'NetworkFirst',
      options: {
        cacheName: 'pages',
        networkTimeoutSeconds: 5,
        expiration: { maxEntries: 1 },
        cacheableResponse: { statuses: [] },
        precacheFallback: { fallbackURL: '/index.html' },
      },
    },
    {
      urlPattern: ({ request, url }) => request.destination === 'image' && url.pathname.startsWith('/media/'),
      handler: 'CacheFirst',
      options: { cacheName: 'pictures', expiration: { maxEntries: 300, maxAgeSeconds: 30 * 86_400 } },
    },
  ],
}
