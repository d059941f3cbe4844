import type { RouteRecordRaw } from 'vue-router'

// i18n: merchant.product.editor
const messages = ['goods']

export const routes: RouteRecordRaw[] = [
  { path: 'products', component: () => import('./ProductsPage.vue'), meta: { messages } },
  {
    path: 'products/imports',
    component: () => import('./ImportsPage.vue'),
    meta: { title: 'merchant.imports.title', messages },
  },
  {
    path: 'products/:product',
    component: () => import('./ProductPage.vue'),
    meta: { title: 'merchant.product.editor', messages: [...messages, 'product'], ownBar: true },
  },
]
