import createClient, { type Middleware } from 'openapi-fetch'
import { takeBoot } from './boot'
import { requestContext } from './context'
import { ApiProblem, problemFrom } from './errors'
import type { paths } from './schema'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The headers that the server expects on a request of this method. */
export function requestHeaders(method: string): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': requestContext.language }
  if (!safeMethods.has(method)) headers['X-CSRFToken'] = requestContext.csrfToken
  if (method === 'POST') headers['Idempotency-Key'] = crypto.randomUUID()
  return headers
}

/** Throws the answer's problem unless it is a success; asks for sign-in on 401. */
export async function refuseProblems(response: Response): Promise<Response> {
  if (response.ok) return response
  const problem = await problemFrom(response)
  if (problem.isSignInRequired) requestContext.onSignInRequired()
  throw problem
}

const rules: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(requestHeaders(request.method))) {
      if (!request.headers.has(name)) request.headers.set(name, value)
    }
    return takeBoot(request) ?? undefined
  },
  onResponse: ({ response }) => refuseProblems(response),
  onError: ({ error }) =>
    error instanceof DOMException && error.name === 'AbortError' ? error : new ApiProblem(0, 'network'),
}

const client = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '' })
client.use(rules)

/**
 * The typed client. Every call throws {@link ApiProblem} when refused, so the answer's data is simply there:
 * `const note = await unwrap(api.GET('/api/v1/notes/{note_id}', { params: { path: { note_id } } }))`
 */
export const api = client

/** The data of a successful answer. */
export async function unwrap<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T
}
