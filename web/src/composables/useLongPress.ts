/** Tells of a finger that rests on an element; the click that would follow is swallowed. */
export function useLongPress(act: () => void) {
  const rest = 480
  const slip = 10
  let timer: ReturnType<typeof setTimeout> | undefined
  let from = { x: 0, y: 0 }
  let held = false

  const stop = (): void => clearTimeout(timer)

  return {
    pointerdown(event: PointerEvent): void {
      held = false
      if (event.pointerType !== 'touch') return
      from = { x: event.clientX, y: event.clientY }
      stop()
      timer = setTimeout(() => {
        held = true
        navigator.vibrate?.(12)
        act()
      }, rest)
    },
    pointermove(event: PointerEvent): void {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > slip) stop()
    },
    pointerup: stop,
    pointercancel: stop,
    contextmenu(event: Event): void {
      if ((event as PointerEvent).pointerType === 'touch') event.preventDefault()
    },
    click(event: Event): void {
      if (!held) return
      held = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
