import type { RouteRecordRaw } from 'vue-router'

// i18n: credits.mine.title
export const routes: RouteRecordRaw[] = [
  {
    path: '/me/credits',
    component: () => import('./CreditsPage.vue'),
    meta: { title: 'credits.mine.title', messages: ['credits'], member: true, ownBar: true },
  },
]
