import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: 'categories', component: () => import('./CategoriesPage.vue') },
  { path: 'warehouses', component: () => import('./WarehousesPage.vue'), meta: { messages: ['goods'] } },
  { path: 'staff', component: () => import('./StaffPage.vue') },
  { path: 'settings', component: () => import('./SettingsPage.vue') },
]
