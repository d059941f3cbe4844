import type { RouteRecordRaw } from 'vue-router'

// i18n: reports.title
export const routes: RouteRecordRaw[] = [
  {
    path: '/reports',
    component: () => import('./ReportsPage.vue'),
    meta: { title: 'reports.title', messages: ['reports'], member: true },
  },
]
