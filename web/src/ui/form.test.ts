import { describe, expect, it } from 'vitest'
import { ApiProblem } from '@/api/errors'
import { useForm } from './form'

const refuse = (problem: ApiProblem) => () => Promise.reject(problem)

describe('useForm', () => {
  it('gives the answer and is busy only meanwhile', async () => {
    const form = useForm()
    const answer = form.submit(() => Promise.resolve(7))
    expect(form.busy.value).toBe(true)
    expect(await answer).toBe(7)
    expect(form.busy.value).toBe(false)
  })

  it('tells what is wrong at the field it belongs to', async () => {
    const form = useForm('code')
    await form.submit(refuse(new ApiProblem(422, 'accounts.code_wrong', 'wrong', { code: 'Wrong code' })))
    expect(form.errors.value['code']).toBe('Wrong code')
    expect(form.failure.value).toBe('')
  })

  it('tells the rest for the whole form', async () => {
    const form = useForm('code')
    await form.submit(refuse(new ApiProblem(429, 'kit.rate_limited', 'Too fast')))
    expect(form.failure.value).toBe('Too fast')
    await form.submit(() => Promise.resolve(true))
    expect(form.failure.value).toBe('')
  })

  it('sends nothing twice', async () => {
    const form = useForm()
    let sent = 0
    const send = async (): Promise<void> => void (sent += 1)
    await Promise.all([form.submit(send), form.submit(send)])
    expect(sent).toBe(1)
  })
})
