import type Sortable from 'sortablejs'
import { onScopeDispose, watch, type Ref } from 'vue'

/**
 * Lets the entries of a list be dragged to another place, by mouse or, after holding, by finger. The list
 * itself is only told: `move(from, to)`.
 */
export function useSortable(
  list: Readonly<Ref<HTMLElement | null>>,
  entry: string,
  move: (from: number, to: number) => void,
): void {
  let sortable: Sortable | null = null

  /** Puts the dragged element back, because the rendering follows the data. */
  function finish({ from, item, oldDraggableIndex, newDraggableIndex }: Sortable.SortableEvent): void {
    if (oldDraggableIndex === undefined || newDraggableIndex === undefined) return
    const entries = [...from.querySelectorAll(entry)].filter((element) => element !== item)
    from.insertBefore(item, entries[oldDraggableIndex] ?? entries.at(-1)?.nextSibling ?? null)
    if (oldDraggableIndex !== newDraggableIndex) move(oldDraggableIndex, newDraggableIndex)
  }

  async function start(element: HTMLElement): Promise<void> {
    const sortables = await import('sortablejs').catch(() => null)
    if (list.value !== element) return
    if (!sortables) {
      // Without a network one moves by the buttons.
      window.addEventListener('online', () => void start(element), { once: true })
      return
    }
    sortable?.destroy()
    sortable = sortables.default.create(element, {
      draggable: entry,
      filter: '[data-act]',
      preventOnFilter: false,
      animation: 160,
      delay: 220,
      delayOnTouchOnly: true,
      touchStartThreshold: 6,
      ghostClass: 'dragged',
      onEnd: finish,
    })
  }

  watch(list, (element) => element && void start(element), { immediate: true })
  onScopeDispose(() => sortable?.destroy())
}
