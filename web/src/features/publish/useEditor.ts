import { computed, reactive, ref, toRaw } from 'vue'
import { localDrafts, type Stored } from '@/composables/localDrafts'
import { uploadStore } from '@/composables/uploadStore'
import { useDraft } from '@/composables/useDraft'
import { accountCommentPolicy, contentOf, createDraft, readDraft, updateDraft } from '@/entities/draft/drafts'
import { emptyContent, type Draft, type DraftContent } from '@/entities/draft/types'
import { isEmptyContent } from './checks'
import { useTiles } from './useTiles'

/** The fields of the form; the media are the tiles. */
export type NoteForm = Omit<DraftContent, 'kind' | 'asset_ids'>

function formOf(content: DraftContent): NoteForm {
  const form: Partial<DraftContent> = structuredClone(toRaw(content))
  delete form.kind
  delete form.asset_ids
  return form as NoteForm
}

/**
 * The note being written: its form, its tiles, and the draft that keeps both. `created` hears the id that
 * a new draft got.
 */
export function useEditor(owner: string, created: (id: string) => void) {
  const draftId = ref<string | null>(null)
  const noteId = ref<string | null>(null)
  const form = reactive<NoteForm>(formOf(emptyContent()))
  const scopeOf = (id: string | null): string => `${owner}.${id ?? 'new'}`
  const tiles = useTiles(() => scopeOf(draftId.value))

  const content = (): DraftContent => ({
    ...(JSON.parse(JSON.stringify(form)) as NoteForm),
    kind: tiles.kind.value,
    asset_ids: [...tiles.assetIds.value],
  })

  function show(next: DraftContent): void {
    Object.assign(form, formOf(next))
    tiles.show(next.asset_ids)
  }

  function take(answer: Draft): Stored<DraftContent> {
    tiles.learn(answer.assets)
    noteId.value = answer.note_id
    return { id: answer.id, version: answer.version, content: contentOf(answer) }
  }

  const draft = useDraft<DraftContent>({
    content,
    show,
    isEmpty: isEmptyContent,
    owner,
    port: {
      create: async (given) => take(await createDraft(given)),
      update: async (id, version, given) => take(await updateDraft(id, version, given)),
      read: async (id) => take(await readDraft(id)),
    },
    onCreated(id) {
      void uploadStore.move(scopeOf(draftId.value), scopeOf(id))
      draftId.value = id
      created(id)
    },
  })

  /** Opens a draft of the server, or an empty one; brings in what this device still has of it. */
  async function open(id: string | null): Promise<void> {
    const copy = localDrafts<DraftContent>(owner).read(id)
    const answer = id ? await readDraft(id) : null
    draftId.value = id
    const stored = answer && take(answer)
    if (copy) await tiles.fetchUnknown(copy.content.asset_ids)
    if (!stored && !copy) form.comment_policy = await accountCommentPolicy()
    draft.open(stored)
    await tiles.restore()
  }

  /** Ends the draft: it became a note. */
  function finish(): void {
    draft.close()
    void uploadStore.clear(scopeOf(draftId.value))
  }

  const isEdit = computed(() => noteId.value !== null)
  const isEmpty = computed(() => tiles.tiles.value.length === 0 && isEmptyContent(content()))

  return { form, tiles, draft, draftId, noteId, isEdit, isEmpty, content, open, finish }
}

export type Editor = ReturnType<typeof useEditor>
