import { onMounted, onUnmounted } from 'vue'

/** Calls `retry` whenever the device is back on a network, while the component lives. */
export function useReconnect(retry: () => void): void {
  onMounted(() => window.addEventListener('online', retry))
  onUnmounted(() => window.removeEventListener('online', retry))
}
