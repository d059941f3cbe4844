import type { RouteRecordRaw } from 'vue-router'

// i18n: store.tab.*
const messages = ['store', 'goods', 'coupon']

// i18n: store.followed.title
export const routes: RouteRecordRaw[] = [
  {
    path: '/me/stores',
    component: () => import('./FollowedPage.vue'),
    meta: { title: 'store.followed.title', messages, member: true, ownBar: true },
  },
  {
    path: '/store/:slug',
    component: () => import('./StorePage.vue'),
    meta: { messages, ownBar: true },
    children: [
      { path: '', name: 'store', component: () => import('./StoreHome.vue') },
      { path: 'goods', name: 'store-goods', component: () => import('./StoreGoods.vue') },
      { path: 'notes', name: 'store-notes', component: () => import('./StoreNotes.vue') },
      { path: 'categories', name: 'store-categories', component: () => import('./StoreCategories.vue') },
      { path: 'service', name: 'store-service', component: () => import('./StoreService.vue') },
    ],
  },
]
