/// <reference lib="webworker" />
import { CacheableResponsePlugin } from 'workbox-cacheable-response'
import { ExpirationPlugin } from 'workbox-expiration'
import { cleanupOutdatedCaches, precacheAndRoute, PrecacheFallbackPlugin } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'

declare const self: ServiceWorkerGlobalScope
/** The client's own files, filled in by the build (build/pwa.ts). */
declare const PRECACHED: { url: string; revision: string | null }[]

const servedElsewhere = /^\/(api|media|admin|accounts|outbox|sandbox)(\/|$)/
const month = 30 * 86_400

// The reader decides when a new version takes over (app/UpdatePrompt.vue).
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})

// Pages come from the server first, because it writes each page's head; the stored shell answers when there is
// no network. The pages themselves are not kept.
registerRoute(
  ({ request, url }) => request.mode === 'navigate' && !servedElsewhere.test(url.pathname),
  new NetworkFirst({
    cacheName: 'pages',
    networkTimeoutSeconds: 5,
    plugins: [
      new CacheableResponsePlugin({ statuses: [] }),
      new PrecacheFallbackPlugin({ fallbackURL: '/index.html' }),
    ],
  }),
)

// Pictures keep their addresses for ever.
registerRoute(
  ({ request, url }) => request.destination === 'image' && url.pathname.startsWith('/media/'),
  new CacheFirst({
    cacheName: 'pictures',
    plugins: [new ExpirationPlugin({ maxEntries: 300, maxAgeSeconds: month })],
  }),
)

precacheAndRoute(PRECACHED, { directoryIndex: '', cleanURLs: false })
cleanupOutdatedCaches()
