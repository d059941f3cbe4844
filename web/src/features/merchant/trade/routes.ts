import type { RouteRecordRaw } from 'vue-router'

const orders = ['trade', 'orders', 'goods', 'checkout', 'address']
const cases = ['trade', 'aftersales', 'orders', 'goods']

export const routes: RouteRecordRaw[] = [
  {
    path: '',
    component: () => import('./OverviewPage.vue'),
    meta: { messages: ['trade', 'aftersales'] },
  },
  {
    path: 'orders',
    component: () => import('./orders/OrdersPage.vue'),
    meta: { title: 'merchant.section.orders', messages: orders },
  },
  {
    path: 'orders/:id',
    component: () => import('./orders/OrderPage.vue'),
    meta: { title: 'orders.one', messages: orders },
  },
  {
    path: 'after-sales',
    component: () => import('./cases/CasesPage.vue'),
    meta: { title: 'merchant.section.after-sales', messages: cases },
  },
  {
    path: 'after-sales/:id',
    component: () => import('./cases/CasePage.vue'),
    meta: { title: 'aftersales.one', messages: cases },
  },
  {
    path: 'reviews',
    component: () => import('./reviews/ReviewsPage.vue'),
    meta: { title: 'merchant.section.reviews', messages: ['trade', 'review'] },
  },
  {
    path: 'coupons',
    component: () => import('./coupons/CouponsPage.vue'),
    meta: { title: 'merchant.section.coupons', messages: ['trade', 'coupon'] },
  },
  {
    path: 'coupons/new',
    component: () => import('./coupons/NewCouponPage.vue'),
    meta: { title: 'trade.coupons.create', messages: ['trade', 'coupon'] },
  },
  {
    path: 'figures',
    component: () => import('./figures/FiguresPage.vue'),
    meta: { title: 'merchant.section.figures', messages: ['figures', 'orders', 'aftersales'] },
  },
  {
    path: 'credits',
    component: () => import('./CreditsPage.vue'),
    meta: { title: 'merchant.section.credits', messages: ['trade', 'credits'] },
  },
  {
    path: 'money',
    component: () => import('./money/MoneyPage.vue'),
    meta: { title: 'merchant.section.money', messages: ['trade', 'wallet'] },
  },
]
