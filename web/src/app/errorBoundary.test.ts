import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, type VNode } from 'vue'
import { i18n } from '@/i18n'
import { toasts } from '@/ui/toast'
import ErrorBoundary from './ErrorBoundary.vue'

vi.mock('vue-router', async (original) => ({
  ...(await original<object>()),
  useRoute: () => ({ fullPath: '/' }),
}))

const fail = (): never => {
  throw new Error('no')
}
const around = (render: () => VNode) =>
  mount(ErrorBoundary, {
    slots: { default: () => h(defineComponent({ render })) },
    global: { plugins: [i18n] },
  })

describe('ErrorBoundary', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    toasts.length = 0
  })

  it('leaves the page as it is when a tap fails, and says so', async () => {
    const shown = around(() => h('button', { onClick: fail }, 'here'))
    await shown.get('button').trigger('click')
    expect(shown.get('button').text()).toBe('here')
    expect(toasts).toHaveLength(1)
  })

  it('shows what went wrong in place of a page that can not be drawn', async () => {
    const shown = around(fail)
    await nextTick()
    expect(shown.find('[role=alert]').exists()).toBe(true)
    expect(toasts).toHaveLength(0)
  })
})
