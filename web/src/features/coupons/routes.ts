import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/me/coupons',
    component: () => import('./MyCouponsPage.vue'),
    meta: { title: 'coupon.mine', messages: ['coupon', 'goods'], member: true, ownBar: true },
  },
  {
    path: '/coupons',
    component: () => import('./ClaimCentrePage.vue'),
    meta: { title: 'coupon.centre', messages: ['coupon', 'goods'], ownBar: true },
  },
]
