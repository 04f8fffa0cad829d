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
