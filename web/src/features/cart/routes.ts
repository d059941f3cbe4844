import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/cart',
    name: 'cart',
    component: () => import('./CartPage.vue'),
    meta: { title: 'cart.title', messages: ['cart', 'goods'], ownBar: true },
  },
]
