import type { RouteRecordRaw } from 'vue-router'

const messages = ['profile', 'boards']

// i18n: profile.title, profile.followers, profile.following, profile.leaders.title
export const routes: RouteRecordRaw[] = [
  {
    path: '/leaders',
    component: () => import('./LeadersPage.vue'),
    meta: { title: 'profile.leaders.title', messages },
  },
  {
    path: '/u/:handle',
    component: () => import('./ProfilePage.vue'),
    props: true,
    meta: { title: 'profile.title', messages: [...messages, 'goods'] },
  },
  {
    path: '/u/:handle/followers',
    component: () => import('./PeoplePage.vue'),
    props: (route) => ({ handle: route.params['handle'], kind: 'followers' }),
    meta: { title: 'profile.followers', messages },
  },
  {
    path: '/u/:handle/following',
    component: () => import('./PeoplePage.vue'),
    props: (route) => ({ handle: route.params['handle'], kind: 'following' }),
    meta: { title: 'profile.following', messages },
  },
]
