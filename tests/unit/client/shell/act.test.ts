/** The key of what is made: the same while nobody knows what became of it, another afterwards. */
import { expect, test } from 'vitest'
import { Act } from '../../../../client/act.ts'
import { createApi } from '../../../../client/api.ts'

type Answer = Response | 'lost' | 'cut off'

const cutOff = (): Response =>
  new Response(new ReadableStream({ start: (controller) => controller.error(new Error('gone')) }), {
    status: 201,
  })

const made = () => new Response('{"id":"x"}', { status: 201 })
const refused = (status: number) =>
  new Response('{"error":{"code":"too-many-plans","message":"нет"}}', { status })

/** The keys that were sent while the server answered so. */
const apiAnswering = (...answers: Answer[]) => {
  const keys: string[] = []
  const api = createApi(
    () => 'ru',
    async (_, init) => {
      keys.push(new Headers(init?.headers).get('Idempotency-Key') ?? '')
      const answer = answers.shift()
      if (answer === 'lost' || answer === undefined) throw new TypeError('no network')
      return answer === 'cut off' ? cutOff() : answer
    },
  )
  return { api, keys }
}

const PLAN = { title: 'План', year: 2022 }
const tried = (work: Promise<unknown>) => work.catch(() => null)

test('[IK6] after an answer that was lost the same is asked for under the same key, after one that came under another', async () => {
  const { api, keys } = apiAnswering('lost', 'cut off', refused(502), made(), made())
  const act = new Act()
  for (let time = 0; time < 5; time++) await tried(api.createPlan(PLAN, act))
  const [first, second, third, fourth, fifth] = keys
  expect(first).toMatch(/^[\x21-\x7e]{20,200}$/)
  expect([second, third, fourth]).toEqual([first, first, first])
  expect(fifth).not.toBe(first)
})

test('[IK6] what was refused, or is something else, has another key', async () => {
  const { api, keys } = apiAnswering(refused(409), 'lost', 'lost', 'lost')
  const act = new Act()
  await tried(api.createPlan(PLAN, act))
  await tried(api.createPlan(PLAN, act))
  await tried(api.createPlan({ ...PLAN, title: 'Другой' }, act))
  await tried(api.createPlan(PLAN, new Act()))
  expect(new Set(keys).size).toBe(4)
})

test('[IK6] the same file with the same corrections is the same', async () => {
  const { api, keys } = apiAnswering()
  const act = new Act()
  const file = new File(['x'], 'plan.docx', { lastModified: 1 })
  await tried(api.importPlan(file, { act }))
  await tried(api.importPlan(file, { act }))
  await tried(api.importPlan(file, { act, mapping: { tables: [], rows: [] } }))
  await tried(api.importPlan(new File(['x'], 'other.docx', { lastModified: 1 }), { act }))
  expect(keys[1]).toBe(keys[0])
  expect(new Set(keys).size).toBe(3)
})

test('[IK6] what makes nothing has no key', async () => {
  const { api, keys } = apiAnswering()
  await tried(api.plans())
  await tried(api.importPlan(new File(['x'], 'plan.docx'), { preview: true }))
  expect(keys).toEqual(['', ''])
})
