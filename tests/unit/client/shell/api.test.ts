/** The server's calls (SPEC UI8): what is sent, and what every kind of answer becomes. */
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ApiError, createApi } from '../../../../client/api.ts'

interface Sent {
  path: string
  init: RequestInit
}

const apiAnswering = (status: number, body: string, sent: Sent[] = []) =>
  createApi(
    () => 'ru',
    async (path, init) => {
      sent.push({ path: path as string, init: init ?? {} })
      return new Response(body, { status })
    },
  )

const errorOf = async (work: Promise<unknown>): Promise<ApiError> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ApiError)) throw new Error(`no ApiError but ${String(error)}`)
  return error
}

describe('the api', () => {
  test('[UI8] asks in the reader’s language, with the cookies of the same origin alone', async () => {
    const sent: Sent[] = []
    await apiAnswering(200, '{"plans":[]}', sent).plans()
    expect(sent[0]?.path).toBe('/api/plans')
    expect(sent[0]?.init.credentials).toBe('same-origin')
    expect(sent[0]?.init.headers).toMatchObject({ 'Accept-Language': 'ru' })
  })

  test('[UI8] sends a file as a form; a preview says so', async () => {
    const sent: Sent[] = []
    const api = apiAnswering(200, '{"id":null,"plan":{"columns":[],"sections":[]},"warnings":[]}', sent)
    const file = new File(['x'], 'plan.docx')
    await api.importPlan(file, { preview: true })
    await api.importPlan(file)
    expect(sent.map(({ path }) => path)).toEqual(['/api/plans/import?preview=1', '/api/plans/import'])
    const form = sent[0]?.init.body
    if (!(form instanceof FormData)) throw new Error('no form was sent')
    expect(form.get('file')).toMatchObject({ name: 'plan.docx' })
  })

  test('[UI8] a refusal has the server’s code and sentence', async () => {
    const api = apiAnswering(422, '{"error":{"code":"file-encrypted","message":"Снимите пароль"}}')
    const error = await errorOf(api.importPlan(new File([], 'x.docx')))
    expect(error).toMatchObject({ code: 'file-encrypted', sentence: 'Снимите пароль', status: 422 })
  })

  test('[UI8] no answer is "network", an answer without sense "unexpected"', async () => {
    const down = createApi(
      () => 'ru',
      () => Promise.reject(new TypeError('Failed to fetch')),
    )
    expect((await errorOf(down.plans())).code).toBe('network')
    expect((await errorOf(apiAnswering(200, '<html>').plans())).code).toBe('unexpected')
    expect((await errorOf(apiAnswering(200, '{"plans":[{"id":7}]}').plans())).code).toBe('unexpected')
    expect((await errorOf(apiAnswering(502, 'Bad gateway').plans())).code).toBe('unexpected')
  })

  test('[UI8] an answer that breaks off, or is not there after two minutes, is "network"', async () => {
    const broken = new ReadableStream({ start: (stream) => stream.error(new TypeError('network error')) })
    const breaking = createApi(
      () => 'ru',
      async () => new Response(broken),
    )
    expect((await errorOf(breaking.plans())).code).toBe('network')
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const hanging = createApi(
      () => 'ru',
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
        }),
    )
    const work = errorOf(hanging.plans())
    await vi.advanceTimersByTimeAsync(120_000)
    expect((await work).code).toBe('network')
  })

  test('[UI8] a cancelled call stays an abort: nobody is told of an error', async () => {
    const api = createApi(
      () => 'ru',
      (_, init) => Promise.reject(init?.signal?.reason),
    )
    const work = api.importPlan(new File([], 'x.docx'), { signal: AbortSignal.abort() })
    await expect(work).rejects.toMatchObject({ name: 'AbortError' })
  })
})
