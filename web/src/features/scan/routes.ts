import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/scan',
    name: 'scan',
    component: () => import('./ScanPage.vue'),
    meta: { title: 'scan.title', messages: ['scan', 'goods'], ownBar: true },
  },
]
