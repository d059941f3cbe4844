import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/orders',
    name: 'orders',
    component: () => import('./OrdersPage.vue'),
    meta: { title: 'orders.title', messages: ['orders', 'goods'], member: true, ownBar: true },
  },
  {
    path: '/orders/:id',
    name: 'order',
    component: () => import('./OrderPage.vue'),
    meta: {
      title: 'orders.one',
      messages: ['orders', 'goods', 'checkout', 'address'],
      member: true,
      ownBar: true,
    },
  },
]
