import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, unwrap } from '@/api/client'
import { asProblem } from '@/api/errors'
import type { Note } from '@/entities/note/types'
import { useSession } from '@/entities/session/session'
import { problemText } from '@/ui/problem'
import { checkContent, type Complaints } from './checks'
import { isPublishable } from './tiles'
import type { Editor } from './useEditor'

/** What publishing is doing at the moment; `nudge` waits for the person. */
export type Phase = 'idle' | 'uploading' | 'saving' | 'checking' | 'nudge' | 'publishing'

/** Takes a draft through publishing: wait for files, save, a gentle word where due, publish. */
export function usePublish(editor: Editor, published: (note: Note) => void) {
  const { t } = useI18n()
  const session = useSession()
  const phase = ref<Phase>('idle')
  const complaints = shallowRef<Complaints>({})
  const refused = shallowRef<Readonly<Record<string, string>>>({})
  const failure = ref('')
  const warning = ref('')
  let round = 0

  // i18n: publish.check.*
  const errors = computed<Record<string, string>>(() => ({
    ...refused.value,
    ...Object.fromEntries(
      Object.entries(complaints.value).map(([field, complaint]) => [field, t(`publish.check.${complaint}`)]),
    ),
  }))

  function check(): boolean {
    const { tiles, failed } = editor.tiles
    const media = { count: tiles.value.length, failed: failed.value }
    complaints.value = checkContent(editor.content(), media)
    return Object.keys(complaints.value).length === 0
  }

  /** Forgets a complaint about a field that is being mended. */
  function forgive(field: string): void {
    if (field in complaints.value) complaints.value = without(complaints.value, field)
    if (field in refused.value) refused.value = without(refused.value, field)
    failure.value = ''
  }

  async function advise(): Promise<string> {
    const { title, body } = editor.form
    try {
      const text = [title, body].filter(Boolean).join('\n')
      const advice = await unwrap<{ warn: string | null }>(
        api.POST('/api/v1/moderation/preview-text', { body: { text, kind: 'note' } }),
      )
      return advice.warn ?? ''
    } catch {
      // Advice is a courtesy: without it the note goes on to the real check.
      return ''
    }
  }

  async function send(id: string, isSecond = false): Promise<Note | null> {
    try {
      return await unwrap<Note>(
        api.POST('/api/v1/drafts/{draft_id}/publish', {
          params: { path: { draft_id: id } },
          body: { scheduled_at: editor.form.scheduled_at },
        }),
      )
    } catch (error) {
      const problem = asProblem(error)
      if (problem.isSignInRequired && !isSecond && (await session.requireSignIn())) return send(id, true)
      refused.value = problem.fields
      if (!problem.isSignInRequired) failure.value = problemText(problem)
      return null
    }
  }

  async function save(mine: number): Promise<boolean> {
    phase.value = 'uploading'
    await editor.tiles.settled()
    if (mine !== round || !check()) return false
    if (!editor.tiles.tiles.value.every(isPublishable)) {
      failure.value = t('publish.notReady')
      return false
    }
    phase.value = 'saving'
    if (await editor.draft.flush()) return true
    const problem = editor.draft.problem.value
    if (problem?.isSignInRequired && (await session.requireSignIn())) return editor.draft.flush()
    if (problem && !problem.isSignInRequired) failure.value = problemText(problem)
    return false
  }

  async function finish(mine: number): Promise<void> {
    phase.value = 'publishing'
    const note = await send(editor.draftId.value!)
    if (mine !== round) return
    phase.value = 'idle'
    if (!note) return
    editor.finish()
    published(note)
  }

  /** Publishes, or says by field what is missing; false when it stopped at once. */
  async function publish(): Promise<boolean> {
    if (phase.value !== 'idle') return true
    const mine = (round += 1)
    refused.value = {}
    failure.value = ''
    if (!check()) return false
    const isSaved = await save(mine)
    if (mine !== round) return true
    if (!isSaved || !editor.draftId.value) {
      phase.value = 'idle'
      return false
    }
    phase.value = 'checking'
    warning.value = await advise()
    if (mine !== round) return true
    if (warning.value) phase.value = 'nudge'
    else await finish(mine)
    return true
  }

  /** The answer to the nudge. */
  function answer(goOn: boolean): void {
    if (phase.value !== 'nudge') return
    if (goOn) void finish(round)
    else phase.value = 'idle'
  }

  /** Stops waiting for files; nothing is lost. */
  function halt(): void {
    if (phase.value !== 'uploading') return
    round += 1
    phase.value = 'idle'
  }

  return { phase, errors, failure, warning, publish, forgive, answer, halt }
}

function without<T extends object>(record: T, key: string): T {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key)) as T
}

export type Publishing = ReturnType<typeof usePublish>
