import type { RouteRecordRaw } from 'vue-router'
import { routes as catalogue } from './catalogue/routes'
import { routes as house } from './house/routes'
import { routes as trade } from './trade/routes'

export const routes: RouteRecordRaw[] = [
  {
    path: '/merchant',
    component: () => import('./MerchantPage.vue'),
    meta: { title: 'merchant.title', messages: ['merchant'], member: true },
  },
  {
    path: '/merchant/apply/:id?',
    component: () => import('./apply/ApplyPage.vue'),
    meta: { title: 'merchant.apply.title', messages: ['merchant'], member: true },
  },
  {
    path: '/merchant/:store',
    component: () => import('./StoreConsole.vue'),
    meta: { title: 'merchant.title', messages: ['merchant'], member: true },
    children: [...trade, ...catalogue, ...house],
  },
]
