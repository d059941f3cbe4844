import { computed, onMounted, onScopeDispose, shallowReactive } from 'vue'

/** The open modal layers, lowest first. What floats above all (toasts) lives inside the last one. */
const open = shallowReactive<HTMLDialogElement[]>([])

export const topLayer = computed(() => open.at(-1) ?? null)

/** Stops the page below from scrolling, without moving it sideways by the width of its scroll bar. */
function lockPage(locked: boolean): void {
  const { body, documentElement: root } = document
  const before = body.clientWidth
  root.classList.toggle('locked', locked)
  body.style.paddingRight = locked ? `${Math.max(0, body.clientWidth - before)}px` : ''
}

/**
 * For the mask around a modal: closes on a click that also began there, so neither the end of a long press
 * nor a selection dragged out of the panel closes anything.
 */
export function useMask(close: () => void) {
  let began = false
  const isMask = (event: Event): boolean => event.target === event.currentTarget

  return {
    pointerdown: (event: Event) => void (began = isMask(event)),
    click(event: Event): void {
      if (began && isMask(event)) close()
      began = false
    },
  }
}

/** Shows a modal layer while its component lives; the page below neither scrolls nor takes focus meanwhile. */
export function useLayer(element: () => HTMLDialogElement | null): void {
  let shown: HTMLDialogElement | null = null

  onMounted(() => {
    shown = element()
    if (!shown) return
    shown.showModal()
    if (open.length === 0) lockPage(true)
    open.push(shown)
  })

  onScopeDispose(() => {
    if (!shown) return
    const position = open.indexOf(shown)
    if (position >= 0) open.splice(position, 1)
    if (shown.open) shown.close()
    if (open.length === 0) lockPage(false)
  })
}
