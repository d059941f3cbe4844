import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/membership',
    component: () => import('./MembershipPage.vue'),
    meta: { title: 'membership.title', messages: ['membership'], ownBar: true },
  },
]
