import type * as Tus from 'tus-js-client'
import type { DetailedError, Upload } from 'tus-js-client'
import { requestHeaders } from '@/api/client'
import { requestContext } from '@/api/context'
import { ApiProblem, asProblem, problemFrom } from '@/api/errors'

export interface SendOptions {
  name: string
  kind: 'image' | 'video'
  /** The address of an upload that was begun before, to go on with. */
  url: string | null
  onUrl: (url: string) => void
  /** The share that has arrived, 0 to 1. */
  onProgress: (share: number) => void
}

/** One file on its way. `done` gives the id of the finished upload or throws an {@link ApiProblem}. */
export interface Sending {
  done: Promise<string>
  /** Stops; `forget` also frees what the server holds. */
  stop: (forget: boolean) => void
}

export type Transport = (file: Blob, options: SendOptions) => Sending

const pieceBytes = 4 * 1024 * 1024
/** The piece did not fit what the server holds, was locked, or came damaged: asking and going on mends it. */
const mendable = new Set([409, 423, 460])

async function problemOf(error: Error | DetailedError): Promise<ApiProblem> {
  const response = 'originalResponse' in error ? error.originalResponse : null
  if (!response) return new ApiProblem(0, 'network')
  const wait = response.getHeader('Retry-After')
  return problemFrom(
    new Response(response.getBody(), {
      status: response.getStatus(),
      headers: wait ? { 'Retry-After': wait } : {},
    }),
  )
}

function mayRetry(error: DetailedError): boolean {
  const status = error.originalResponse?.getStatus() ?? 0
  return status === 0 ? navigator.onLine : status >= 500 || mendable.has(status)
}

/** Fetches the code that sends, so that a network lost later does not take that away too. */
export async function loadTransport(): Promise<typeof Tus> {
  try {
    return await import('tus-js-client')
  } catch {
    throw new ApiProblem(0, 'network')
  }
}

/** Sends by tus 1.0.0: in pieces, going on where the server stopped receiving. */
export const sendByTus: Transport = (file, options) => {
  let upload: Upload | null = null
  let stopped = false

  async function run(): Promise<string> {
    const tus = await loadTransport()
    return new Promise<string>((resolve, reject) => {
      if (stopped) return
      const made = new tus.Upload(file, {
        endpoint: `${location.origin}/api/v1/uploads`,
        uploadUrl: options.url,
        chunkSize: pieceBytes,
        retryDelays: [300, 1_000, 3_000, 5_000],
        storeFingerprintForResuming: false,
        metadata: { filename: options.name, kind: options.kind },
        onBeforeRequest(request) {
          const headers = Object.entries(requestHeaders(request.getMethod()))
          for (const [name, value] of headers) request.setHeader(name, value)
        },
        onShouldRetry: mayRetry,
        onUploadUrlAvailable: () => made.url && options.onUrl(made.url),
        onProgress: (sent, total) => options.onProgress(total ? sent / total : 0),
        onSuccess: () => resolve(new URL(made.url ?? '', location.origin).pathname.split('/').at(-1)!),
        onError: (error) => void problemOf(error).then(reject),
      })
      upload = made
      made.start()
    })
  }

  async function runWithPhone(): Promise<string> {
    try {
      return await run()
    } catch (error) {
      const { isPhoneRequired } = asProblem(error)
      if (stopped || !isPhoneRequired || !(await requestContext.onPhoneRequired())) throw error
      return run()
    }
  }

  return {
    done: runWithPhone(),
    stop(forget) {
      stopped = true
      void upload?.abort(forget).catch(() => undefined)
    },
  }
}
