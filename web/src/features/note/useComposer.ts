import { computed, onScopeDispose, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, unwrap } from '@/api/client'
import { usePictures } from '@/entities/media/usePictures'
import { problemText } from '@/ui/problem'
import { showToast } from '@/ui/toast'
import type { Thread } from './comments'

/** Unsent words by note, so that closing the field by mistake loses nothing. */
const unsent = new Map<string, string>()

function until(isTrue: () => boolean): Promise<void> {
  return new Promise((done) => {
    const stop = watch(isTrue, (now) => {
      if (!now) return
      stop()
      done()
    })
  })
}

/** What is being written below a note, until it is sent. */
export function useComposer(thread: Thread, noteId: string, onSent: () => void) {
  const { t } = useI18n()
  const text = ref(unsent.get(noteId) ?? '')
  const pictures = usePictures([], () => {})
  const picture = computed(() => pictures.entries.value[0] ?? null)
  /** A friendly word before something hurtful is sent; sending again sends it. */
  const warning = ref('')
  const refusal = ref('')
  const busy = thread.busy
  /** From the moment that nothing can be taken back any more. */
  const isPosting = ref(false)
  const gone = ref(false)
  /** Why the picture didn't arrive. */
  const trouble = computed(() => {
    const problem = picture.value?.transfer?.problem
    return problem && picture.value?.transfer?.state === 'failed' ? problemText(problem) : ''
  })
  const isEmpty = computed(() => text.value.trim() === '' && picture.value === null)

  onScopeDispose(() => {
    gone.value = true
    busy.value = false
  })

  watch(text, (words) => {
    unsent.set(noteId, words)
    warning.value = ''
    refusal.value = ''
  })

  /** Takes one picture in the place of another, sent from now on; null takes it away. */
  function attach(file: File | null): void {
    if (picture.value) pictures.remove(picture.value)
    if (file) pictures.add([file])
    refusal.value = ''
  }

  function retryPicture(): void {
    if (picture.value) pictures.retry(picture.value.key)
    refusal.value = ''
  }

  /** Whether the picture, if there is one, has arrived; waits while it is on its way. */
  async function arrived(): Promise<boolean> {
    const wanted = picture.value
    if (pictures.isBusy.value) await until(() => gone.value || !pictures.isBusy.value)
    if (wanted !== picture.value) return false
    if (!wanted || wanted.id) return true
    if (!trouble.value) refusal.value = t('note.comments.pictureFailed')
    return false
  }

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
    const answered = thread.target.value
    try {
      const warned = warning.value !== ''
      warning.value = warned ? '' : await friendlyWord()
      if (warning.value) return
      if (gone.value || !(await arrived()) || gone.value) return
      isPosting.value = true
      const asset_id = picture.value?.id
      const body = { body: text.value.trim(), ...(asset_id ? { asset_id } : {}) }
      const made = await thread.post(body, answered)
      showToast(t(made.state === 'review' ? 'note.comments.waits' : 'note.comments.sent'))
      text.value = ''
      attach(null)
      unsent.delete(noteId)
      onSent()
    } catch (error) {
      refusal.value = problemText(error)
    } finally {
      isPosting.value = false
      if (!gone.value) busy.value = false
    }
  }
  // i18n: note.comments.waits, note.comments.sent

  return { text, picture, warning, refusal, trouble, busy, isPosting, isEmpty, attach, retryPicture, send }
}
