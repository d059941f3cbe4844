import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import { requestContext } from '@/api/context'
import { connectLive, disconnectLive } from '@/api/realtime'
import { useKeptLists } from '@/composables/useInfinite'
import type { Me, Session } from './types'

/** An open wish to sign in: why, and whom to tell how it ended. */
export interface SignInRequest {
  /** Message key of the sentence above the form. */
  reason: string
  finish: (signedIn: boolean) => void
}

/** Who is looking, what the installation offers, and the sign-in sheet. */
export const useSession = defineStore('session', () => {
  const session = shallowRef<Session | null>(null)
  const signInRequest = shallowRef<SignInRequest | null>(null)
  /** Open while a phone is asked for: whom to tell how it ended. */
  const phoneRequest = shallowRef<((confirmed: boolean) => void) | null>(null)
  /** Grows whenever another person looks: what was loaded for the one before is stale. */
  const person = ref(0)
  const kept = useKeptLists()

  const viewer = computed<Me | null>(() => session.value?.viewer ?? null)
  const isSignedIn = computed(() => viewer.value !== null)
  const features = computed(() => session.value?.features ?? null)
  const consent = computed(() => session.value?.consent ?? { personalised: true, dwell: false })
  const visitor = computed(() => session.value?.visitor ?? { interests: [], city: null })

  /** Takes over a session answer, as after sign-in or a change of one's own record. */
  function apply(next: Session): void {
    const before = session.value?.viewer?.id
    const known = session.value !== null
    session.value = next
    requestContext.csrfToken = next.csrf_token
    if (known && before !== next.viewer?.id) {
      kept.clear()
      person.value += 1
    }
    if (next.viewer) connectLive()
    else disconnectLive()
  }

  async function load(): Promise<void> {
    apply(await unwrap<Session>(api.GET('/api/v1/session', {})))
  }

  let loading: Promise<void> | null = null

  /** Resolves when it is known who is looking; without a network one goes on as a visitor. */
  function ready(): Promise<void> {
    if (session.value) return Promise.resolve()
    loading ??= load()
      .catch(() => undefined)
      .finally(() => (loading = null))
    return loading
  }

  /** Changes fields of the viewer's own record in place, after the server took them. */
  function updateViewer(changes: Partial<Me>): void {
    const current = session.value
    if (current?.viewer) session.value = { ...current, viewer: { ...current.viewer, ...changes } }
  }

  async function signOut(): Promise<void> {
    await api.POST('/api/v1/auth/sign-out', {})
    await load()
  }

  /**
   * Makes sure that a member is signed in: at once when so, else it opens the sheet and waits. False when
   * the sheet was closed. `reason` is a message key, such as `common.signIn.toLike`.
   */
  async function requireSignIn(reason = 'common.signIn.toGoOn'): Promise<boolean> {
    await ready()
    return isSignedIn.value || askSignIn(reason)
  }

  /** Opens the sheet also where somebody is signed in, as for an act that asks for a fresh sign-in. */
  function askSignIn(reason = 'common.signIn.toGoOn'): Promise<boolean> {
    signInRequest.value?.finish(false)
    return new Promise((resolve) => {
      signInRequest.value = {
        reason,
        finish: (signedIn) => {
          signInRequest.value = null
          resolve(signedIn)
        },
      }
    })
  }

  /** A session that ended elsewhere: forget it and ask again. */
  function handleSignInRequired(): void {
    if (session.value?.viewer) apply({ ...session.value, viewer: null })
    if (!signInRequest.value) void requireSignIn('common.signIn.toGoOn')
  }

  let askingPhone: Promise<boolean> | null = null

  /**
   * Asks for a confirmed phone in a sheet, once for all who need it at this moment. False when the sheet was
   * closed, and where this installation can't send codes.
   */
  function requirePhone(): Promise<boolean> {
    if (!features.value?.phone_login) return Promise.resolve(false)
    askingPhone ??= new Promise<boolean>((resolve) => (phoneRequest.value = resolve)).finally(() => {
      phoneRequest.value = null
      askingPhone = null
    })
    return askingPhone
  }

  return {
    session,
    viewer,
    visitor,
    features,
    consent,
    person,
    isSignedIn,
    signInRequest,
    phoneRequest,
    apply,
    load,
    ready,
    updateViewer,
    signOut,
    requireSignIn,
    askSignIn,
    requirePhone,
    handleSignInRequired,
  }
})
