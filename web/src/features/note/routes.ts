import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/n/:id',
    name: 'note',
    component: () => import('./NotePage.vue'),
    meta: { messages: ['note', 'goods'], ownBar: true, layer: () => import('./NoteLayer.vue') },
  },
]
