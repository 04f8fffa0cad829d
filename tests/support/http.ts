/** Calls of the HTTP interface, as a program with the admin token or as a person of the demo. */
import type { Role } from '../../shared/identity.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { ADMIN_TOKEN } from './server-process.ts'

export type Headers = Readonly<Record<string, string>>

/** Acts as chief editor, who reads Russian. */
export const ADMIN: Headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'accept-language': 'ru' }

export interface Answer<T> {
  status: number
  body: T
}

/** One call with a JSON body; the answer's body is parsed where it is JSON. */
export const call = async <T = unknown>(
  server: { url: string },
  method: string,
  path: string,
  { headers = ADMIN, body }: { headers?: Headers; body?: unknown } = {},
): Promise<Answer<T>> => {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T }
}

/** Enters the demo; the headers that speak for this person from then on. */
export const enterDemo = async (
  server: { url: string },
  person: { name: string; role: Role; department?: string | null },
): Promise<Headers> => {
  const response = await fetch(`${server.url}/api/demo/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ department: null, ...person }),
  })
  if (!response.ok) throw new Error(`Entering the demo failed: ${response.status} ${await response.text()}`)
  const [cookie] = response.headers.getSetCookie()
  return { cookie: cookie?.split(';')[0] ?? '' }
}

const create = async (server: { url: string }, body: unknown): Promise<string> => {
  const answer = await call<{ id: string }>(server, 'POST', '/api/plans', { body })
  if (answer.status !== 201) throw new Error(`Creating a plan failed: ${JSON.stringify(answer)}`)
  return answer.body.id
}

/** An empty plan; its id. */
export const createPlan = (server: { url: string }, title = 'План испытаний'): Promise<string> =>
  create(server, { title, year: 2022 })

/** The sample plan; its id. */
export const createSample = (server: { url: string }): Promise<string> => create(server, { sample: true })

/** A plan to write in, and the ids of what stands in it. */
export interface SeededPlan {
  id: string
  /** Path of its page. */
  path: string
  /** «Первый раздел» and «Второй раздел». */
  sections: readonly [string, string]
  /** Three rows of each: «Строка 1-1» … «Строка 2-3», all with the period «март». */
  rows: readonly [readonly string[], readonly string[]]
}

const seedSection = async (server: { url: string }, plan: string, title: string, after: string | null) => {
  const body = { title, after }
  const answer = await call<{ id: string }>(server, 'POST', `/api/plans/${plan}/sections`, { body })
  if (answer.status !== 201) throw new Error(`Creating a section failed: ${JSON.stringify(answer)}`)
  return answer.body.id
}

const seedRows = async (server: { url: string }, plan: string, section: string, prefix: string) => {
  const rows: string[] = []
  for (const title of [1, 2, 3].map((number) => `Строка ${prefix}-${number}`)) {
    const body = { section, after: rows.at(-1) ?? null, title, period: 'март' }
    const answer = await call<{ id: string }>(server, 'POST', `/api/plans/${plan}/items`, { body })
    if (answer.status !== 201) throw new Error(`Creating a row failed: ${JSON.stringify(answer)}`)
    rows.push(answer.body.id)
  }
  return rows
}

/** A plan of two sections with three rows each. */
export const seedPlan = async (server: { url: string }): Promise<SeededPlan> => {
  const id = await createPlan(server)
  const first = await seedSection(server, id, 'Первый раздел', null)
  const second = await seedSection(server, id, 'Второй раздел', first)
  const rows = [await seedRows(server, id, first, '1'), await seedRows(server, id, second, '2')] as const
  return { id, path: `/p/${id}`, sections: [first, second], rows }
}

/** What the server has. */
export const readPlan = async (server: { url: string }, id: string): Promise<PlanJson> =>
  (await call<PlanJson>(server, 'GET', `/api/plans/${id}`)).body
