import type { RouteRecordRaw } from 'vue-router'

const page = (path: string, component: () => Promise<unknown>, member = true): RouteRecordRaw =>
  ({
    path,
    component,
    meta: { title: `settings.${path}.title`, ...(member ? { member } : {}) },
  }) as RouteRecordRaw

// i18n: settings.title
// i18n: settings.account.title, settings.devices.title, settings.privacy.title, settings.blocks.title
// i18n: settings.content.title, settings.notices.title, settings.minors.title, settings.display.title
// i18n: settings.tokens.title, settings.data.title, settings.verification.title, settings.about.title
export const routes: RouteRecordRaw[] = [
  {
    path: '/settings',
    component: () => import('./SettingsPage.vue'),
    meta: { title: 'settings.title', messages: ['settings', 'auth'] },
    children: [
      { path: '', component: () => import('./IndexPart.vue') },
      page('account', () => import('./account/AccountPart.vue')),
      page('devices', () => import('./DevicesPart.vue')),
      page('privacy', () => import('./PrivacyPart.vue')),
      page('blocks', () => import('./BlocksPart.vue')),
      page('content', () => import('./content/ContentPart.vue'), false),
      page('notices', () => import('./NoticesPart.vue')),
      page('minors', () => import('./MinorsPart.vue')),
      page('display', () => import('./DisplayPart.vue'), false),
      page('tokens', () => import('./TokensPart.vue')),
      page('data', () => import('./data/DataPart.vue')),
      page('verification', () => import('./verification/VerificationPart.vue')),
      page('about', () => import('./AboutPart.vue'), false),
    ],
  },
]
