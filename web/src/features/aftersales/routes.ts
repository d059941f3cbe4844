import type { RouteRecordRaw } from 'vue-router'

const messages = ['aftersales', 'orders', 'goods']

export const routes: RouteRecordRaw[] = [
  {
    path: '/aftersales',
    name: 'aftersales',
    component: () => import('./CasesPage.vue'),
    meta: { title: 'aftersales.title', messages, member: true, ownBar: true },
  },
  {
    path: '/aftersales/new',
    component: () => import('./NewCasePage.vue'),
    meta: { title: 'aftersales.ask', messages, member: true, ownBar: true },
  },
  {
    path: '/aftersales/:id',
    component: () => import('./CasePage.vue'),
    meta: { title: 'aftersales.one', messages, member: true, ownBar: true },
  },
]
