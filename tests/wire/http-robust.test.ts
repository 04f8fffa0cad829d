/** Whatever JSON a program sends, it gets an answer that makes sense, and the plan stays whole. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { type ErrorBody, startHttp } from './http-fixture.ts'

interface Ids {
  sections: readonly string[]
  items: readonly string[]
  column: string
}

const odd = fc.oneof(
  fc.constantFrom('', '__proto__', 'constructor', '\ud800', '\u0000', 'я'.repeat(50), null, true, -1, 1e308),
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
)

const words = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('Форум', '- раз\n- два', '<b>', '\ud83d'),
)

/** Mostly what the field wants, sometimes anything. */
const mostly = (wanted: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: wanted }, { weight: 1, arbitrary: odd })

const fieldsOf = ({ sections, items, column }: Ids) => ({
  section: mostly(fc.constantFrom(...sections)),
  parent: mostly(fc.constantFrom(null, ...items)),
  after: mostly(fc.constantFrom(null, null, ...items, ...sections)),
  title: mostly(fc.oneof(words, fc.record({ html: words }), fc.record({ text: words }))),
  period: mostly(words),
  cells: mostly(fc.record({ [column]: words })),
  number: mostly(
    fc.record({ mode: fc.constantFrom('auto', 'typed', 'none'), text: fc.string({ maxLength: 9 }) }),
  ),
  state: mostly(fc.constantFrom('planned', 'done', 'moved')),
  deleted: mostly(fc.boolean()),
  department: mostly(fc.constantFrom(null, 'projects')),
  year: mostly(fc.integer({ min: 1900, max: 2200 })),
})
type Field = keyof ReturnType<typeof fieldsOf>

/** Calls of one kind, with some of these fields. */
const calls = (
  ids: Ids,
  method: string,
  paths: readonly string[],
  names: readonly Field[],
  required: readonly Field[] = [],
) => {
  const all = fieldsOf(ids)
  const fields = Object.fromEntries(names.map((name) => [name, all[name]]))
  const body = fc.record(fields, { requiredKeys: [...required], noNullPrototype: true })
  return fc.record({ method: fc.constant(method), path: fc.constantFrom(...paths), body })
}

const ITEM = ['section', 'parent', 'after', 'title', 'period', 'cells', 'number', 'state'] as const

const anyCall = (ids: Ids) =>
  fc.oneof(
    calls(ids, 'POST', ['/sections'], ['title', 'department', 'after'], ['title']),
    calls(ids, 'POST', ['/items'], ITEM, ['section']),
    calls(ids, 'PATCH', [''], ['title', 'year']),
    calls(
      ids,
      'PATCH',
      ids.sections.map((id) => `/sections/${id}`),
      ['title', 'department', 'after', 'deleted'],
    ),
    calls(
      ids,
      'PATCH',
      ids.items.map((id) => `/items/${id}`),
      [...ITEM, 'deleted'],
    ),
  )

const RUNS = 250

test('[HT5] no body is answered with a fault of the server, and the plan stays readable', async () => {
  const server = await startHttp()
  const created = await server.call<{ id: string }>('POST', '/api/plans', { sample: true })
  const path = `/api/plans/${created.body.id}`
  const plan = (await server.call<PlanJson>('GET', path)).body
  const sections = plan.sections.map(({ id }) => id)
  const items = plan.sections.flatMap((section) => section.items.map(({ id }) => id))
  const ids = { sections, items, column: plan.columns.at(-1)?.key ?? '' }
  let done = 0
  await fc.assert(
    fc.asyncProperty(anyCall(ids), async ({ method, path: at, body }) => {
      const answer = await server.call<ErrorBody>(method, `${path}${at}`, body)
      expect([200, 201, 204, 400, 404]).toContain(answer.status)
      const isExplained = answer.status < 400 || answer.body.error.message !== ''
      expect(isExplained).toBe(true)
      if (answer.status < 400) done++
    }),
    { numRuns: RUNS },
  )
  // Enough of them were really carried out to mean something.
  expect(done).toBeGreaterThan(5)
  const after = (await server.call<PlanJson>('GET', path)).body
  const shown = after.sections.flatMap((section) => section.items.map(({ id }) => id))
  expect(new Set(shown).size).toBe(shown.length)
})

const oddId = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'unassigned',
    '%00',
    '%2e%2e%2f',
    'x'.repeat(300),
    '%D1%8F',
    '-1',
    '1e3',
    '0x1',
  ),
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 20 })
    .map((text) => encodeURIComponent(Buffer.from(text).toString())),
)
const numbered = fc.oneof(fc.nat(3).map(String), oddId)
const queryOf = (...keys: string[]) =>
  fc.tuple(...keys.map(() => numbered)).map((all) => keys.map((key, at) => `${key}=${all[at]}`).join('&'))

const hash = mostly(fc.constantFrom('0'.repeat(64), 'x'))
const step = fc.record(
  { state: mostly(fc.constantFrom('ready', 'open', 'accepted', 'returned')), remark: mostly(words), hash },
  { requiredKeys: ['state'], noNullPrototype: true },
)
const meant = fc.oneof(
  fc.record({ ids: mostly(fc.array(words, { maxLength: 3 })) }),
  fc.record({ plan: mostly(fc.constant('x')), threads: mostly(fc.array(words, { maxLength: 3 })) }),
  fc.record({ all: mostly(fc.constant(true)) }),
)
const kinds = fc.constantFrom('mention', 'reply', '__proto__', 'x')
const settings = fc.record({
  rhythm: mostly(fc.constantFrom('soon', 'daily', 'never')),
  ways: mostly(fc.dictionary(kinds, mostly(fc.constant('app')))),
})

const questions = (plan: string) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('json', 'md', 'docx', 'exe'), queryOf('version', 'changes', 'hidden'))
      .map(([format, query]) => `${plan}/export.${format}?${query}`),
    queryOf('version').map((query) => `${plan}/export.pdf?${query}`),
    queryOf('limit', 'before', 'plan').map((query) => `/api/inbox?${query}`),
    queryOf('from', 'to').map((query) => `${plan}/changes?${query}`),
    queryOf('section', 'since', 'limit').map((query) => `${plan}/history?${query}`),
    oddId.map((token) => `/letters/stop?t=${token}`),
  )

/** Calls about sections, editions, files and inboxes, from the root of the API. */
const callsAround = (plan: string, { sections }: Pick<Ids, 'sections'>) => {
  const call = (method: string, path: fc.Arbitrary<string>, body: fc.Arbitrary<unknown>) =>
    fc.record({ method: fc.constant(method), path, body: fc.oneof({ weight: 9, arbitrary: body }, odd) })
  const version = (rest: string) => numbered.map((number) => `${plan}/versions/${number}/${rest}`)
  const section = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...sections) }, oddId)
  return fc.oneof(
    call(
      'PUT',
      section.map((id) => `${plan}/sections/${id}/sign-off`),
      step,
    ),
    call('POST', fc.constant('/api/inbox/read'), meant),
    call('PATCH', fc.constant('/api/inbox/settings'), settings),
    call('POST', fc.constant(`${plan}/versions`), fc.record({ name: mostly(words), note: mostly(words) })),
    call('POST', version('approval'), fc.record({ ground: mostly(words), date: odd, hash })),
    call('POST', version('restore'), fc.record({ items: odd, preview: fc.constant(true) })),
    fc.record({ method: fc.constant('GET'), path: questions(plan), body: fc.constant(undefined) }),
  )
}

test('[HT5] signing, editions, files and inboxes take whatever is asked of them without a fault', async () => {
  const server = await startHttp({
    exportFile: () => Promise.resolve({ bytes: new Uint8Array(1), title: '', year: 2022 }),
  })
  const chief = await server.enter('chief')
  const id = (await server.call<{ id: string }>('POST', '/api/plans', { sample: true }, chief)).body.id
  const path = `/api/plans/${id}`
  const sections = (await server.call<PlanJson>('GET', path)).body.sections.map((section) => section.id)
  const seen = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(callsAround(path, { sections }), async ({ method, path: at, body }) => {
      const { status } = await server.call(method, at, body, chief)
      seen.set(status, (seen.get(status) ?? 0) + 1)
      expect([200, 201, 204, 400, 403, 404, 409, 429]).toContain(status)
    }),
    { numRuns: RUNS, seed: 7 },
  )
  // Enough of every kind to mean something.
  for (const status of [200, 400, 404]) expect([status, (seen.get(status) ?? 0) > 2]).toEqual([status, true])
  expect((await server.call('GET', `${path}/sign-offs`, undefined, chief)).status).toBe(200)
})
