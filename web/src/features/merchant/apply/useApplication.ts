import { computed, reactive, ref, shallowRef } from 'vue'
import { useForm } from '@/ui/form'
import { cleanCode, isCreditCode } from './creditCode'
import {
  getApplication,
  isOpenApplication,
  listApplications,
  saveApplication,
  submitApplication,
  type ApplicationWrite,
  type MerchantFile,
} from './applications'

/** The facts of an application as they are being written. */
export interface Entry {
  kind: 'company' | 'individual'
  legal_name: string
  licence_number: string
  licence_expires_at: string
  address: string
  contact_name: string
  contact_phone: string
  store_name: string
  /** One brand a line. */
  brand_names: string
  introduction: string
}

const empty = (): Entry => ({
  kind: 'company',
  legal_name: '',
  licence_number: '',
  licence_expires_at: '',
  address: '',
  contact_name: '',
  contact_phone: '',
  store_name: '',
  brand_names: '',
  introduction: '',
})

const entryOf = (file: MerchantFile): Entry => ({
  kind: file.kind === 'individual' ? 'individual' : 'company',
  legal_name: file.legal_name,
  licence_number: file.licence_number,
  licence_expires_at: file.licence_expires_at ?? '',
  address: file.address,
  contact_name: file.contact_name,
  contact_phone: file.contact_phone,
  store_name: file.store_name,
  brand_names: file.brand_names.join('\n'),
  introduction: file.introduction,
})

const bodyOf = (entry: Entry): ApplicationWrite => ({
  ...entry,
  licence_number: cleanCode(entry.licence_number),
  licence_expires_at: entry.licence_expires_at || null,
  brand_names: entry.brand_names
    .split(/[\n,，、]/)
    .map((name) => name.trim())
    .filter(Boolean),
})

/** A merchant's file, and the application that it grows from: written in steps, each stored as it is left. */
export function useApplication(wrongCode: () => string) {
  const file = shallowRef<MerchantFile | null>(null)
  const entry = reactive<Entry>(empty())
  const before = ref(JSON.stringify(entry))
  const failure = shallowRef<unknown>(null)
  const started = ref(false)
  const form = useForm()
  const isDirty = computed(() => JSON.stringify(entry) !== before.value)

  function show(next: MerchantFile | null): void {
    file.value = next
    Object.assign(entry, next ? entryOf(next) : empty())
    before.value = JSON.stringify(entry)
    started.value = true
  }

  /** The file of this id; without one the application that is open, if there is. */
  async function load(id: string | null): Promise<void> {
    failure.value = null
    started.value = false
    form.clear()
    try {
      show(id ? await getApplication(id) : ((await listApplications()).find(isOpenApplication) ?? null))
    } catch (error) {
      failure.value = error
    }
  }

  /** Shows a newer state of the file; what is being written stays. */
  function absorb(next: MerchantFile): void {
    if (isDirty.value) file.value = next
    else show(next)
  }

  const refresh = async (): Promise<void> => {
    if (file.value) absorb(await getApplication(file.value.id))
  }

  /** Stores what was written; true when it is. */
  async function save(): Promise<boolean> {
    const saved = await form.submit(() => saveApplication(bodyOf(entry)))
    if (saved) show(saved)
    return saved !== undefined
  }

  /** Says beside the field that the code is none, before anybody has to wait for it. */
  function checkCode(): boolean {
    const isFine = isCreditCode(entry.licence_number)
    form.mark(isFine ? {} : { licence_number: wrongCode() })
    return isFine
  }

  /** Hands it in; true when it is with the reviewers. */
  async function submit(): Promise<boolean> {
    if (isDirty.value && !(await save())) return false
    const sent = await form.submit(() => submitApplication(file.value!.id))
    if (sent) show(sent)
    return sent !== undefined
  }

  return { file, entry, failure, started, isDirty, form, load, absorb, refresh, save, checkCode, submit }
}

export type Application = ReturnType<typeof useApplication>
