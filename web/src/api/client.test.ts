import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readBoot, takeBoot } from './boot'
import { api, refuseProblems, requestHeaders } from './client'
import { requestContext } from './context'
import { asProblem, problemFrom } from './errors'

describe('requestHeaders', () => {
  it('carries the language always, the token on writes, a key on posts', () => {
    requestContext.csrfToken = 'token'
    requestContext.language = 'en'
    expect(requestHeaders('GET')).toEqual({ 'Accept-Language': 'en' })
    expect(requestHeaders('DELETE')).toEqual({ 'Accept-Language': 'en', 'X-CSRFToken': 'token' })
    expect(requestHeaders('POST')['Idempotency-Key']).not.toBe(requestHeaders('POST')['Idempotency-Key'])
  })
})

describe('problems', () => {
  const answer = (status: number, body: unknown, headers = {}) =>
    new Response(JSON.stringify(body), { status, headers })

  it('reads code, sentence, fields and the time to wait', async () => {
    const body = {
      code: 'kit.rate_limited',
      detail: '慢一点',
      fields: { phone: ['不对', '太短'] },
      request_id: 'r',
    }
    const problem = await problemFrom(answer(429, body, { 'Retry-After': '30' }))
    expect(problem).toMatchObject({
      status: 429,
      code: 'kit.rate_limited',
      detail: '慢一点',
      fields: { phone: '不对' },
      retryAfter: 30,
      requestId: 'r',
    })
  })

  it('reads also what a proxy wrote', async () => {
    const problem = await problemFrom(new Response('<h1>Bad gateway</h1>', { status: 502 }))
    expect(problem).toMatchObject({ status: 502, code: 'unreadable', detail: '', retryAfter: null })
  })

  it('asks for sign-in on 401 and lets successes through', async () => {
    requestContext.onSignInRequired = vi.fn()
    const fine = answer(200, {})
    expect(await refuseProblems(fine)).toBe(fine)
    await expect(refuseProblems(answer(401, { code: 'accounts.sign_in_required' }))).rejects.toMatchObject({
      isSignInRequired: true,
    })
    expect(requestContext.onSignInRequired).toHaveBeenCalledOnce()
  })

  it('takes any other error for a fault of its own', () => {
    vi.spyOn(console, 'error').mockReturnValue()
    expect(asProblem(new TypeError('undefined is not a function')).code).toBe('unexpected')
    expect(console.error).toHaveBeenCalledOnce()
  })
})

describe('a write that needs a phone', () => {
  const refusal = () => Response.json({ code: 'accounts.phone_required' }, { status: 403 })
  const write = () =>
    api.POST('/api/v1/drafts', { body: { title: '早上好' } as never, fetch: (request) => fetch(request) })

  afterEach(() => vi.unstubAllGlobals())

  it('goes again with the same words once the phone is confirmed', async () => {
    const sent: string[] = []
    const send = vi.fn(async (request: Request) => {
      sent.push(await request.text())
      return sent.length === 1 ? refusal() : Response.json({ id: '1' }, { status: 201 })
    })
    vi.stubGlobal('fetch', send)
    requestContext.onPhoneRequired = vi.fn(() => Promise.resolve(true))
    const answer = await write()
    expect(answer.data).toEqual({ id: '1' })
    expect(sent).toEqual(['{"title":"早上好"}', '{"title":"早上好"}'])
    const keys = send.mock.calls.map(([request]) => request.headers.get('Idempotency-Key'))
    expect(keys[0]).toBe(keys[1])
  })

  it('is refused when the person does not want to', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.resolve(refusal())),
    )
    requestContext.onPhoneRequired = () => Promise.resolve(false)
    await expect(write()).rejects.toMatchObject({ isPhoneRequired: true })
    expect(fetch).toHaveBeenCalledOnce()
  })
})

describe('boot data', () => {
  beforeEach(() => {
    const block = document.createElement('script')
    block.type = 'application/json'
    block.id = 'boot'
    block.textContent = JSON.stringify({ '/api/v1/feed?channel=discover': { items: [1] } })
    document.body.append(block)
    readBoot()
  })
  afterEach(() => (document.body.innerHTML = ''))
  const ask = (path: string, method = 'GET') => takeBoot(new Request(`http://localhost${path}`, { method }))

  it('answers the first such request and no other', async () => {
    expect(ask('/api/v1/feed')).toBeNull()
    expect(await ask('/api/v1/feed?channel=discover')?.json()).toEqual({ items: [1] })
    expect(ask('/api/v1/feed?channel=discover')).toBeNull()
  })

  it('is old once something was written', () => {
    expect(ask('/api/v1/me/interests', 'PUT')).toBeNull()
    expect(ask('/api/v1/feed?channel=discover')).toBeNull()
  })
})
