import { onScopeDispose, watch, type Ref } from 'vue'
import type { MasonryLayout } from '@/composables/useMasonry'
import { useEvents, type EventContext } from '@/entities/event/events'
import type { NoteCard } from './types'

const settleMs = 700

/** Tells of each card once, when at least half of its cover stayed in view for a moment. */
export function useImpressions(
  cards: Ref<readonly NoteCard[]>,
  layout: Ref<MasonryLayout>,
  view: Ref<{ top: number; height: number }>,
  context: () => EventContext | undefined,
): void {
  const events = useEvents()
  const told = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function tell(): void {
    const where = context()
    if (!where || document.visibilityState !== 'visible') return
    const { top, height } = view.value
    layout.value.boxes.forEach((box, position) => {
      const card = cards.value[position]
      const middle = box.y + box.coverHeight / 2
      if (!card || told.has(card.id) || middle < top || middle > top + height) return
      told.add(card.id)
      events.seen(card.id, { ...where, position })
    })
  }

  watch(
    [view, layout],
    () => {
      clearTimeout(timer)
      timer = setTimeout(tell, settleMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
}
