import type { RouteRecordRaw } from 'vue-router'

// i18n: me.title, me.edit.title
export const routes: RouteRecordRaw[] = [
  {
    path: '/me',
    name: 'me',
    component: () => import('./MePage.vue'),
    meta: {
      title: 'me.title',
      messages: ['me', 'profile', 'boards', 'draft'],
      member: true,
      keepScroll: true,
    },
  },
  {
    path: '/me/edit',
    component: () => import('./EditPage.vue'),
    meta: { title: 'me.edit.title', messages: ['me', 'profile'], member: true, ownBar: true },
  },
]
