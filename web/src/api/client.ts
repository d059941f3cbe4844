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

/** Copies of the writes under way: a body can be sent but once. */
const spares = new WeakMap<Request, Request>()

/**
 * The answer, or, where the server refused only for want of a confirmed phone and the person confirmed one
 * now, the answer to the same request sent again.
 */
async function sendAgainWithPhone(request: Request, response: Response): Promise<Response> {
  const spare = spares.get(request)
  if (response.status !== 403 || !spare) return response
  const { isPhoneRequired } = await problemFrom(response)
  if (!isPhoneRequired || !(await requestContext.onPhoneRequired())) return response
  return fetch(spare).catch(() => {
    throw new ApiProblem(0, 'network')
  })
}

const rules: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(requestHeaders(request.method))) {
      if (!request.headers.has(name)) request.headers.set(name, value)
    }
    if (!safeMethods.has(request.method)) spares.set(request, request.clone())
    return takeBoot(request) ?? undefined
  },
  onResponse: async ({ request, response }) => refuseProblems(await sendAgainWithPhone(request, response)),
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
