import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/me/wishes',
    component: () => import('./WishesPage.vue'),
    meta: { title: 'wishes.title', messages: ['wishes', 'goods'], member: true, ownBar: true },
  },
  {
    path: '/wishes/:key',
    component: () => import('./SharedPage.vue'),
    meta: { title: 'wishes.title', messages: ['wishes', 'goods'], ownBar: true },
  },
]
