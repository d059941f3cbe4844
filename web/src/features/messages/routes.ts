import type { RouteRecordRaw } from 'vue-router'

// i18n: messages.title, messages.lane.*, messages.suggested.title
export const routes: RouteRecordRaw[] = [
  {
    path: '/messages',
    component: () => import('./MessagesPage.vue'),
    meta: { title: 'messages.title', messages: ['messages'], member: true },
    children: [
      { path: '', name: 'messages', component: () => import('./HubPart.vue') },
      {
        path: ':lane(process|likes|follows|comments|system)',
        component: () => import('./LanePart.vue'),
        props: true,
      },
      {
        path: 'suggested',
        component: () => import('./SuggestedPart.vue'),
        meta: { title: 'messages.suggested.title' },
      },
    ],
  },
]
