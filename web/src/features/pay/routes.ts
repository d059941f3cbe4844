import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pay/:id',
    name: 'pay',
    component: () => import('./CashierPage.vue'),
    meta: { title: 'pay.title', messages: ['pay'], member: true, ownBar: true },
  },
]
