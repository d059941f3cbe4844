import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { readBoot } from './api/boot'
import { requestContext } from './api/context'
import { makeRouter } from './app/router'
import { startDarkMode } from './composables/useDarkMode'
import { startReading } from './composables/useReading'
import { useSession } from './entities/session/session'
import { i18n, preferredLanguage, setLanguage } from './i18n'
import './styles/tokens.css'
import './styles/base.css'

async function start(): Promise<void> {
  startDarkMode()
  startReading()
  readBoot()
  await setLanguage(preferredLanguage())
  const app = createApp(App).use(createPinia())
  const session = useSession()
  requestContext.onSignInRequired = () => session.handleSignInRequired()
  requestContext.onPhoneRequired = () => session.requirePhone()
  void session.ready()
  const router = makeRouter()
  app.use(router).use(i18n)
  await router.isReady()
  app.mount('#app')
}

void start()
