import type { RouteRecordRaw } from 'vue-router'

const messages = ['boards']

// i18n: boards.title, boards.page
export const routes: RouteRecordRaw[] = [
  {
    path: '/me/boards',
    component: () => import('./BoardsPage.vue'),
    meta: { title: 'boards.title', messages, member: true },
  },
  {
    path: '/board/:id',
    component: () => import('./BoardPage.vue'),
    props: true,
    meta: { title: 'boards.page', messages },
  },
]
