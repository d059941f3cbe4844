import type { RouteRecordRaw } from 'vue-router'

const messages = ['rules']

// i18n: rules.title, rules.transparency.title, rules.ledger.title, rules.market.title
export const routes: RouteRecordRaw[] = [
  {
    path: '/rules',
    component: () => import('./RulesPage.vue'),
    meta: { title: 'rules.title', messages },
  },
  {
    path: '/rules/:slug',
    component: () => import('./RulePage.vue'),
    props: (route) => ({ slug: route.params['slug'], version: Number(route.query['version']) || null }),
    meta: { title: 'rules.title', messages },
  },
  {
    path: '/transparency',
    component: () => import('./TransparencyPage.vue'),
    meta: { title: 'rules.transparency.title', messages },
  },
  {
    path: '/transparency/market',
    component: () => import('./MarketPage.vue'),
    meta: { title: 'rules.market.title', messages },
  },
  {
    path: '/transparency/ledger',
    component: () => import('./LedgerPage.vue'),
    meta: { title: 'rules.ledger.title', messages },
  },
]
