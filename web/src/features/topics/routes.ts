import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/topics',
    name: 'topics',
    component: () => import('./TopicsPage.vue'),
    meta: { messages: ['topics'], title: 'topics.title' },
  },
  {
    path: '/t/:slug',
    name: 'topic',
    component: () => import('./TopicPage.vue'),
    meta: { messages: ['topics'] },
  },
]
