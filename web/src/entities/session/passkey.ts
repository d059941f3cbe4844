/** Passkeys as the browser offers them, spoken in the JSON of WebAuthn. */

interface Descriptor {
  id: string
  type: string
  transports?: string[]
}

interface JsonOptions {
  challenge: string
  user?: { id: string }
  allowCredentials?: Descriptor[]
  excludeCredentials?: Descriptor[]
}

export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0))
}

export function textOf(buffer: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

const withBytes = (list?: Descriptor[]): unknown => list?.map((each) => ({ ...each, id: bytesOf(each.id) }))

function options(json: JsonOptions): unknown {
  return {
    ...json,
    challenge: bytesOf(json.challenge),
    ...(json.user ? { user: { ...json.user, id: bytesOf(json.user.id) } } : {}),
    ...(json.allowCredentials ? { allowCredentials: withBytes(json.allowCredentials) } : {}),
    ...(json.excludeCredentials ? { excludeCredentials: withBytes(json.excludeCredentials) } : {}),
  }
}

function describe(credential: PublicKeyCredential): Record<string, unknown> {
  const { response } = credential
  const shared = {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  }
  if ('attestationObject' in response) {
    const made = response as AuthenticatorAttestationResponse
    return {
      ...shared,
      response: {
        clientDataJSON: textOf(made.clientDataJSON),
        attestationObject: textOf(made.attestationObject),
        transports: made.getTransports?.() ?? [],
      },
    }
  }
  const shown = response as AuthenticatorAssertionResponse
  return {
    ...shared,
    response: {
      clientDataJSON: textOf(shown.clientDataJSON),
      authenticatorData: textOf(shown.authenticatorData),
      signature: textOf(shown.signature),
      userHandle: shown.userHandle ? textOf(shown.userHandle) : null,
    },
  }
}

export const arePasskeysHere = (): boolean =>
  typeof PublicKeyCredential === 'function' && Boolean(navigator.credentials?.get)

/** Servers wrap the options differently; what counts is the part with the challenge. */
function unwrapped(answer: unknown): JsonOptions {
  const found = answer as { publicKey?: JsonOptions; options?: unknown } & JsonOptions
  if (found.challenge) return found
  return found.publicKey ?? unwrapped(found.options)
}

/** Asks the person for a passkey of this site; null when they closed the browser's dialog. */
export async function askPasskey(answer: unknown): Promise<Record<string, unknown> | null> {
  return dialog(() =>
    navigator.credentials.get({ publicKey: options(unwrapped(answer)) as PublicKeyCredentialRequestOptions }),
  )
}

/** Makes a passkey for this site; null when the person closed the browser's dialog. */
export async function makePasskey(answer: unknown): Promise<Record<string, unknown> | null> {
  return dialog(() =>
    navigator.credentials.create({
      publicKey: options(unwrapped(answer)) as PublicKeyCredentialCreationOptions,
    }),
  )
}

async function dialog(open: () => Promise<Credential | null>): Promise<Record<string, unknown> | null> {
  try {
    const credential = await open()
    return credential ? describe(credential as PublicKeyCredential) : null
  } catch (error) {
    if (error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name)) return null
    throw error
  }
}
