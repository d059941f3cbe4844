import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, unwrap } from '@/api/client'
import { sendByTus } from '@/composables/uploadTransport'
import { problemText } from '@/ui/problem'
import { showToast } from '@/ui/toast'
import type { Thread } from './comments'

/** Unsent words by note, so that closing the field by mistake loses nothing. */
const unsent = new Map<string, string>()

async function pictureAsset(file: File): Promise<{ id: string }> {
  const options = {
    name: file.name,
    kind: 'image' as const,
    url: null,
    onUrl: () => {},
    onProgress: () => {},
  }
  const upload_id = await sendByTus(file, options).done
  return unwrap<{ id: string }>(api.POST('/api/v1/assets', { body: { upload_id, alt: '' } }))
}

/** What is being written below a note, until it is sent. */
export function useComposer(thread: Thread, noteId: string, onSent: () => void) {
  const { t } = useI18n()
  const text = ref(unsent.get(noteId) ?? '')
  const file = shallowRef<File | null>(null)
  const preview = ref('')
  /** A friendly word before something hurtful is sent; sending again sends it. */
  const warning = ref('')
  const refusal = ref('')
  const busy = ref(false)
  const isEmpty = computed(() => text.value.trim() === '' && file.value === null)

  watch(text, (words) => {
    unsent.set(noteId, words)
    warning.value = ''
    refusal.value = ''
  })

  function attach(next: File | null): void {
    if (preview.value) URL.revokeObjectURL(preview.value)
    file.value = next
    preview.value = next ? URL.createObjectURL(next) : ''
    refusal.value = ''
  }
  onScopeDispose(() => attach(null))

  async function friendlyWord(): Promise<string> {
    if (!text.value.trim()) return ''
    try {
      const body = { text: text.value, kind: 'comment' as const }
      return (
        (await unwrap<{ warn: string | null }>(api.POST('/api/v1/moderation/preview-text', { body }))).warn ??
        ''
      )
    } catch {
      return ''
    }
  }

  async function send(): Promise<void> {
    if (isEmpty.value || busy.value) return
    busy.value = true
    refusal.value = ''
    try {
      const warned = warning.value !== ''
      warning.value = warned ? '' : await friendlyWord()
      if (warning.value) return
      const asset = file.value ? await pictureAsset(file.value) : null
      const made = await thread.post({ body: text.value.trim(), ...(asset ? { asset_id: asset.id } : {}) })
      showToast(t(made.state === 'review' ? 'note.comments.waits' : 'note.comments.sent'))
      text.value = ''
      attach(null)
      unsent.delete(noteId)
      onSent()
    } catch (error) {
      refusal.value = problemText(error)
    } finally {
      busy.value = false
    }
  }
  // i18n: note.comments.waits, note.comments.sent

  return { text, file, preview, warning, refusal, busy, isEmpty, attach, send }
}
