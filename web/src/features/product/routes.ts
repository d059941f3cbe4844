import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/product/:id',
    name: 'product',
    component: () => import('./ProductPage.vue'),
    meta: { messages: ['product', 'goods', 'coupon', 'review', 'address'], ownBar: true },
  },
]
