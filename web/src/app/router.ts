import { createRouter, createWebHistory, type RouteRecordRaw, type RouterScrollBehavior } from 'vue-router'
import { scrollMemory, tallEnough } from '@/composables/useScrollMemory'
import { shareCode, tellArrival, withoutShareCode } from '@/entities/event/arrivals'
import { useSession } from '@/entities/session/session'
import { isWelcomed } from '@/entities/session/welcome'
import { routes as auth } from '@/features/auth/routes'
import { routes as wishes } from '@/features/wishes/routes'
import { routes as membership } from '@/features/membership/routes'
import { routes as wallet } from '@/features/wallet/routes'
import { routes as credits } from '@/features/credits/routes'
import { routes as coupons } from '@/features/coupons/routes'
import { routes as reviews } from '@/features/reviews/routes'
import { routes as aftersales } from '@/features/aftersales/routes'
import { routes as orders } from '@/features/orders/routes'
import { routes as store } from '@/features/store/routes'
import { routes as pay } from '@/features/pay/routes'
import { routes as checkout } from '@/features/checkout/routes'
import { routes as scan } from '@/features/scan/routes'
import { routes as product } from '@/features/product/routes'
import { routes as mall } from '@/features/mall/routes'
import { routes as cart } from '@/features/cart/routes'
import { routes as addresses } from '@/features/addresses/routes'
import { routes as boards } from '@/features/boards/routes'
import { routes as feed } from '@/features/feed/routes'
import { routes as me } from '@/features/me/routes'
import { routes as merchant } from '@/features/merchant/routes'
import { routes as messages } from '@/features/messages/routes'
import { routes as note } from '@/features/note/routes'
import { routes as profile } from '@/features/profile/routes'
import { routes as publish } from '@/features/publish/routes'
import { routes as reports } from '@/features/reports/routes'
import { routes as rules } from '@/features/rules/routes'
import { routes as search } from '@/features/search/routes'
import { routes as settings } from '@/features/settings/routes'
import { routes as topics } from '@/features/topics/routes'
import { routes as welcome } from '@/features/welcome/routes'
import { loadMessages } from '@/i18n'

declare module 'vue-router' {
  interface RouteMeta {
    /** Message key of the page's title. */
    title?: string
    /** Message files that the page needs, besides `common`. */
    messages?: readonly string[]
    /** Only for members: the sign-in sheet comes first. */
    member?: boolean
    /** The page has its own bar at the bottom of a phone. */
    ownBar?: boolean
    /** Remember how far the reader was, also when coming through a tab. */
    keepScroll?: boolean
    /** How the page looks when it opens over another one. */
    layer?: () => Promise<unknown>
  }
}

const routes: RouteRecordRaw[] = [
  ...feed,
  ...note,
  ...topics,
  ...search,
  ...profile,
  ...boards,
  ...publish,
  ...messages,
  ...me,
  ...settings,
  ...reports,
  ...addresses,
  ...cart,
  ...mall,
  ...product,
  ...scan,
  ...checkout,
  ...pay,
  ...store,
  ...orders,
  ...aftersales,
  ...reviews,
  ...coupons,
  ...wallet,
  ...credits,
  ...membership,
  ...wishes,
  ...merchant,
  ...rules,
  ...auth,
  ...welcome,
  { path: '/:path(.*)*', name: 'not-found', component: () => import('./pages/NotFoundPage.vue') },
]

const scrollBehavior: RouterScrollBehavior = async (to, from, saved) => {
  const state = window.history.state as { background?: string } | null
  if (state?.background) return false
  if (to.path === from.path) return to.hash ? { el: to.hash, top: 80 } : false
  const top = saved?.top ?? (to.meta.keepScroll ? scrollMemory.recall(to.path) : 0)
  if (top > 0) await tallEnough(top)
  return { top, left: 0 }
}

export function makeRouter() {
  const router = createRouter({ history: createWebHistory(), routes, scrollBehavior })

  router.beforeEach(async (to, from) => {
    const share = shareCode(to.query)
    if (share) {
      void tellArrival(share)
      return withoutShareCode(to)
    }
    if (from.meta.keepScroll) scrollMemory.remember(from.path, window.scrollY)
    const session = useSession()
    const first = from.matched.length === 0
    if (first && to.path === '/' && !isWelcomed() && router.hasRoute('welcome')) {
      await session.ready()
      if (!session.isSignedIn && session.visitor.interests.length === 0) return { name: 'welcome' }
    }
    if (to.meta.member) {
      await session.ready()
      // Nothing is mounted yet that could show the sheet.
      if (first && !session.isSignedIn) return { path: '/login', query: { next: to.fullPath } }
      if (!(await session.requireSignIn())) return false
    }
    return true
  })

  router.beforeResolve((to) =>
    loadMessages(...to.matched.flatMap((record) => record.meta.messages ?? [])).then(() => true),
  )
  return router
}
