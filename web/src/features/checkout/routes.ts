import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/checkout/:id',
    name: 'checkout',
    component: () => import('./CheckoutPage.vue'),
    meta: {
      title: 'checkout.title',
      messages: ['checkout', 'address', 'goods', 'product'],
      member: true,
      ownBar: true,
    },
  },
]
