import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/orders/:id/review',
    component: () => import('./WritePage.vue'),
    meta: { title: 'review.write', messages: ['review', 'orders', 'goods'], member: true, ownBar: true },
  },
  {
    path: '/me/reviews',
    component: () => import('./MyReviewsPage.vue'),
    meta: { title: 'review.mine', messages: ['review'], member: true, ownBar: true },
  },
]
