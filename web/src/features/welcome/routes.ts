import type { RouteRecordRaw } from 'vue-router'

// i18n: welcome.title
export const routes: RouteRecordRaw[] = [
  {
    path: '/welcome',
    name: 'welcome',
    component: () => import('./WelcomePage.vue'),
    meta: { title: 'welcome.title', messages: ['welcome'], ownBar: true },
  },
]
