import type { RouteRecordRaw } from 'vue-router'

// i18n: publish.title
export const routes: RouteRecordRaw[] = [
  {
    path: '/publish/:draftId?',
    name: 'publish',
    component: () => import('./PublishPage.vue'),
    meta: { title: 'publish.title', messages: ['publish', 'goods', 'draft'], member: true, ownBar: true },
  },
]
