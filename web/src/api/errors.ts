/** The body of an error answer (RFC 9457) as the server writes it. */
interface ProblemBody {
  code?: string
  title?: string
  detail?: string
  fields?: Record<string, string[] | string> | null
  request_id?: string | null
}

/**
 * Why a request failed: `code` is stable and for programs, `detail` and `fields` are sentences in the
 * reader's language. `network`, `unreadable` and `unexpected` are codes of the client's own.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'

  constructor(
    readonly status: number,
    readonly code: string,
    /** Empty when the server gave no sentence: show a general one. */
    readonly detail = '',
    /** First message for each form field. */
    readonly fields: Readonly<Record<string, string>> = {},
    /** Seconds to wait before the next try, when the server said so. */
    readonly retryAfter: number | null = null,
    readonly requestId: string | null = null,
  ) {
    super(detail || code)
  }

  get isNetwork(): boolean {
    return this.code === 'network'
  }

  get isMissing(): boolean {
    return this.status === 404 || this.status === 410
  }

  get isSignInRequired(): boolean {
    return this.status === 401
  }

  get isPhoneRequired(): boolean {
    return this.code === 'accounts.phone_required'
  }
}

function firstMessages(fields: ProblemBody['fields']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields ?? {}).map(([name, messages]) => [name, [messages].flat()[0] ?? '']),
  )
}

/** Reads an error answer of any kind, also one that a proxy wrote. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  let body: ProblemBody = {}
  try {
    body = (await response.clone().json()) as ProblemBody
  } catch {
    body = {}
  }
  const wait = Number(response.headers.get('Retry-After'))
  return new ApiProblem(
    response.status,
    body.code ?? 'unreadable',
    body.detail ?? '',
    firstMessages(body.fields),
    Number.isFinite(wait) && wait > 0 ? wait : null,
    body.request_id ?? response.headers.get('X-Request-ID'),
  )
}

/** Any thrown thing as a problem, so that callers handle one kind. A fault of our own is also logged. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  console.error(error)
  return new ApiProblem(0, 'unexpected')
}
