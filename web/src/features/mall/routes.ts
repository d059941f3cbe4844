import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/mall',
    name: 'mall',
    component: () => import('./MallPage.vue'),
    meta: { title: 'mall.title', messages: ['mall', 'goods'], keepScroll: true },
  },
  {
    path: '/mall/categories',
    component: () => import('./CategoriesPage.vue'),
    meta: { title: 'mall.categories', messages: ['mall', 'goods'] },
  },
  {
    path: '/mall/brands',
    component: () => import('./BrandsPage.vue'),
    meta: { title: 'mall.brands', messages: ['mall', 'goods'] },
  },
  {
    path: '/flash',
    component: () => import('./FlashPage.vue'),
    meta: { title: 'mall.block.flash', messages: ['mall', 'goods'], ownBar: true },
  },
  {
    path: '/goods',
    name: 'goods',
    component: () => import('./GoodsPage.vue'),
    meta: { title: 'mall.goods', messages: ['mall', 'goods'], ownBar: true },
  },
  {
    path: '/brand/:slug',
    name: 'brand',
    component: () => import('./BrandPage.vue'),
    meta: { messages: ['mall', 'goods'], ownBar: true },
  },
]
