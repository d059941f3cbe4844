import { onScopeDispose, ref } from 'vue'

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Takes files that are dropped anywhere on the page or pasted; `over` while they hang above it. */
export function useFileDrop(take: (files: File[]) => void, isOpen: () => boolean = () => true) {
  const over = ref(false)
  let depth = 0

  function enter(event: DragEvent): void {
    if (!holdsFiles(event) || !isOpen()) return
    depth += 1
    over.value = true
  }

  function leave(event: DragEvent): void {
    if (!holdsFiles(event)) return
    depth = Math.max(0, depth - 1)
    over.value = depth > 0
  }

  function hover(event: DragEvent): void {
    if (holdsFiles(event)) event.preventDefault()
  }

  function drop(event: DragEvent): void {
    if (!holdsFiles(event)) return
    event.preventDefault()
    depth = 0
    over.value = false
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length && isOpen()) take(files)
  }

  function paste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])]
    // Word processors offer a picture of the words beside the words: then the words are meant.
    if (!files.length || event.clipboardData?.types.includes('text/plain') || !isOpen()) return
    event.preventDefault()
    take(files)
  }

  window.addEventListener('dragenter', enter)
  window.addEventListener('dragleave', leave)
  window.addEventListener('dragover', hover)
  window.addEventListener('drop', drop)
  window.addEventListener('paste', paste)
  onScopeDispose(() => {
    window.removeEventListener('dragenter', enter)
    window.removeEventListener('dragleave', leave)
    window.removeEventListener('dragover', hover)
    window.removeEventListener('drop', drop)
    window.removeEventListener('paste', paste)
  })
  return { over }
}
