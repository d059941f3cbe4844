import type { RouteRecordRaw } from 'vue-router'

const messages = ['auth']

// i18n: auth.title, auth.verify.title, auth.reset.title, auth.outbox.title
export const routes: RouteRecordRaw[] = [
  {
    path: '/login',
    name: 'login',
    component: () => import('./LoginPage.vue'),
    meta: { title: 'auth.title', messages, ownBar: true },
  },
  {
    path: '/login/email',
    component: () => import('./VerifyEmailPage.vue'),
    meta: { title: 'auth.verify.title', messages, ownBar: true },
  },
  {
    path: '/login/reset',
    component: () => import('./ResetPasswordPage.vue'),
    meta: { title: 'auth.reset.title', messages, ownBar: true },
  },
  {
    path: '/outbox',
    component: () => import('./OutboxPage.vue'),
    meta: { title: 'auth.outbox.title', messages },
  },
]
