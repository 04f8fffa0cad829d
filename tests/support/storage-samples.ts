/** Small stored things for the storage tests, told apart by their number. */
import type { PersonEntry } from '../../server/storage/directory-data.ts'
import type {
  ApprovalRecord,
  AuditRecord,
  Checkpoint,
  FrozenFile,
  HistoryEntry,
  LogRecord,
  PlanEntry,
  VersionHead,
  VersionRecord,
} from '../../server/storage/storage.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A record that says its number, so that order and loss can be seen. */
export const logRecord = (number: number, by = 'anna'): LogRecord => ({
  update: bytesOf(`record ${number}`),
  by,
  at: 1_700_000_000_000 + number,
})

export const logRecords = (from: number, to: number): LogRecord[] =>
  Array.from({ length: to - from + 1 }, (_, index) => logRecord(from + index))

/** The numbers that stand in the records. */
export const numbersIn = (records: readonly LogRecord[]): number[] =>
  records.map(({ update }) => Number(Buffer.from(update).toString().slice('record '.length)))

export const checkpointAt = (seq: number, deflated = false): Checkpoint => ({
  seq,
  stateVector: bytesOf(`vector ${seq}`),
  stateV2: bytesOf(`state ${seq}`),
  deflatedUpdate: deflated ? bytesOf(`frame ${seq}`) : null,
  clients: deflated ? bytesOf(`clients ${seq}`) : null,
  ...(deflated && { schema: 2 }),
})

export const versionNumber = (number: number): VersionRecord => ({
  number,
  name: `Редакция ${number}`,
  note: '',
  createdAt: '2026-01-01T00:00:00.000Z',
  cause: 'hand',
  about: null,
  author: 'anna',
  authorName: 'Анна',
  hash: `hash ${number}`,
  previousHash: number === 1 ? '' : `hash ${number - 1}`,
  seal: `seal ${number}`,
  body: `{"number":${number}}`,
})

/** The same as the list shows it. */
export const versionHead = (number: number): VersionHead => {
  const { body: _, ...head } = versionNumber(number)
  return head
}

export const approvalNumber = (number: number): ApprovalRecord => ({
  number,
  act: number % 2 === 1 ? 'approved' : 'withdrawn',
  version: 1,
  hash: 'hash 1',
  by: 'director',
  byName: 'Директор',
  at: '2026-01-02T00:00:00.000Z',
  date: '2026-01-02',
  ground: `приказ № ${number}`,
  seal: `seal ${number}`,
})

/** Files of the first edition and so on: one of each format. */
export const frozenNumber = (number: number): FrozenFile => ({
  number,
  version: Math.ceil(number / 2),
  hash: `hash ${Math.ceil(number / 2)}`,
  format: number % 2 === 1 ? 'docx' : 'pdf',
  sha256: `sum ${number}`,
  size: 6,
  at: '2026-01-03T00:00:00.000Z',
  seal: `seal ${number}`,
  bytes: bytesOf(`file ${number}`),
})

/** Anna's edits of the title of a row on a day of January 2026. */
export const historyOf = (entity: string, day: number, count = 1): HistoryEntry => {
  const start = Date.UTC(2026, 0, day, 9)
  const date = new Date(start).toISOString().slice(0, 10)
  const place = { root: 'rows', entity, field: 'c:title', act: 'edit' } as const
  return { day: date, ...place, by: 'anna', name: 'Анна', count, first: start, last: start + count }
}

export const auditOf = (action: string): AuditRecord => ({
  at: '2026-01-01T00:00:00.000Z',
  by: 'anna',
  action,
  plan: null,
  details: { count: 1, name: 'план', none: null, yes: true },
})

export const planEntry = (id: string, title = 'План'): PlanEntry => ({
  id,
  title,
  year: 2026,
  organisation: 'Библиотека',
  state: 'draft',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  deletedAt: null,
  deletedBy: null,
  createdBy: null,
})

/** An editor with an account and no password. */
export const personEntry = (id: string): PersonEntry => ({
  id,
  name: `Имя ${id}`,
  login: id,
  email: null,
  emailTrusted: false,
  password: null,
  subject: null,
  role: 'editor',
  plans: { plan1: 'chief' },
  departments: ['method'],
  approver: false,
  createdAt: '2026-11-25T10:00:00.000Z',
  closedAt: null,
})
