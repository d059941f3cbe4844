import { shallowReactive } from 'vue'

export interface Toast {
  id: number
  text: string
  action?: { label: string; run: () => void }
}

let lastId = 0
export const toasts = shallowReactive<Toast[]>([])

export function dismissToast(id: number): void {
  const position = toasts.findIndex((toast) => toast.id === id)
  if (position >= 0) toasts.splice(position, 1)
}

/** Says something in passing, with at most one thing to do about it; it goes by itself. */
export function showToast(text: string, action?: Toast['action']): void {
  const id = (lastId += 1)
  toasts.splice(0, Math.max(0, toasts.length - 1))
  toasts.push(action ? { id, text, action } : { id, text })
  setTimeout(() => dismissToast(id), action ? 6_000 : 2_600)
}
