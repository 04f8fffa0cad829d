/** A whole server in this process, on a free port, with a store in memory and fakes for what reads files. */
import { onTestFinished } from 'vitest'
import { createPasswords } from '../../server/auth/password.ts'
import { buildReadable } from '../../server/built-plan.ts'
import type { Deps } from '../../server/commands/deps.ts'
import { exportPlan } from '../../server/exchange/export-plan.ts'
import { randomId } from '../../server/ids.ts'
import { createLog } from '../../server/log.ts'
import { type ServeParts, serve } from '../../server/serve.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import type { Storage } from '../../server/storage/storage.ts'
import type { Role } from '../../shared/identity.ts'
import { planDraft } from '../support/drafts.ts'
import { type Answer, type Headers, call, enterDemo } from '../support/http.ts'

export const TOKEN = 'a-token-of-the-tests'
export const ADMIN: Headers = { authorization: `Bearer ${TOKEN}` }

export interface Options {
  storage?: Storage
  config?: Partial<ServeParts['config']>
  importFile?: Deps['importFile']
  exportFile?: Deps['exportFile']
  exportOut?: Deps['exportOut']
  mail?: ServeParts['mail']
  post?: ServeParts['post']
}

export interface TestServer {
  url: string
  storage: Storage
  close(): Promise<void>
  /** A call as the administrator, or with other headers. */
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Headers,
  ): Promise<Answer<T>>
  /** The headers of somebody who entered the demo. */
  enter(role: Role, department?: string | null): Promise<Headers>
}

const importDraft: Deps['importFile'] = async ({ year }) => ({
  built: await buildReadable({ ...planDraft(), title: 'Из файла', year: year ?? 2022 }, randomId),
  warnings: [{ code: 'dates-unpaired', message: 'Даты не сошлись', quote: 'март' }],
})

/** Starts one; it is closed when the test ends. */
export const startHttp = async (options: Options = {}): Promise<TestServer> => {
  const storage = options.storage ?? openMemoryStorage()
  const running = await serve({
    config: {
      host: '127.0.0.1',
      port: 0,
      publicOrigin: null,
      adminToken: TOKEN,
      demo: true,
      trial: false,
      proxies: 0,
      provider: null,
      clientFolder: '/nowhere',
      maxConnections: 100,
      maxPlans: 500,
      ...options.config,
    },
    storage,
    log: createLog('silent', false),
    importFile: options.importFile ?? importDraft,
    exportFile: options.exportFile ?? exportPlan,
    ...(options.exportOut && { exportOut: options.exportOut }),
    mail: options.mail ?? null,
    post: options.post ?? null,
    // Dozens of people join in these tests; the strength of a hash is the business of its own tests.
    passwords: createPasswords({ cost: 8 }),
    sample: (locale) => ({ ...planDraft(8, 2), title: locale === 'ru' ? 'Образец' : 'Sample' }),
  })
  onTestFinished(() => running.close())
  const { url } = running
  return {
    url,
    storage,
    close: () => running.close(),
    call: (method, path, body, headers = ADMIN) => call({ url }, method, path, { body, headers }),
    enter: (role, department = null) => enterDemo({ url }, { name: `Анна (${role})`, role, department }),
  }
}

/** A plan with two sections of two rows; its id. */
export const createPlan = async (server: TestServer, title = 'План на 2022 год'): Promise<string> => {
  const { body } = await server.call<{ id: string }>('POST', '/api/plans', { title, year: 2022 })
  return body.id
}

export interface ErrorBody {
  error: { code: string; message: string; details?: Record<string, string> }
}
