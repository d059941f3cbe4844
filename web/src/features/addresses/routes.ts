import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/me/addresses',
    name: 'addresses',
    component: () => import('./AddressesPage.vue'),
    meta: { title: 'address.title', messages: ['address'], member: true, ownBar: true },
  },
]
