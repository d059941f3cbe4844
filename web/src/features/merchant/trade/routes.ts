import type { RouteRecordRaw } from 'vue-router'

const orders = ['trade', 'orders', 'goods', 'checkout', 'address']
const cases = ['trade', 'aftersales', 'orders', 'goods']

export const routes: RouteRecordRaw[] = [
  { path: '', component: () => import('./OverviewPage.vue'), meta: { messages: ['trade', 'aftersales'] } },
  { path: 'orders', component: () => import('./orders/OrdersPage.vue'), meta: { messages: orders } },
  { path: 'orders/:id', component: () => import('./orders/OrderPage.vue'), meta: { messages: orders } },
  { path: 'after-sales', component: () => import('./cases/CasesPage.vue'), meta: { messages: cases } },
  { path: 'after-sales/:id', component: () => import('./cases/CasePage.vue'), meta: { messages: cases } },
  {
    path: 'reviews',
    component: () => import('./reviews/ReviewsPage.vue'),
    meta: { messages: ['trade', 'review'] },
  },
  {
    path: 'coupons',
    component: () => import('./coupons/CouponsPage.vue'),
    meta: { messages: ['trade', 'coupon'] },
  },
  {
    path: 'coupons/new',
    component: () => import('./coupons/NewCouponPage.vue'),
    meta: { messages: ['trade', 'coupon', 'goods'] },
  },
  { path: 'credits', component: () => import('./CreditsPage.vue'), meta: { messages: ['trade'] } },
  {
    path: 'money',
    component: () => import('./money/MoneyPage.vue'),
    meta: { messages: ['trade', 'wallet'] },
  },
]
