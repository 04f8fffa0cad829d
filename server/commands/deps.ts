/** What commands need of the world. Owns the type alone; `server/main.ts` fills it, tests fill it with fakes. */
import type { ExportFormat } from '../../shared/export-formats.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import type { ReadablePlan } from '../built-plan.ts'
import type { ImportWarning, PlanDraft } from '../../shared/plan/json.ts'
import type { Span } from '../../shared/plan/span.ts'
import type { ImportMapping, ImportSource } from '../../shared/plan/table-mapping.ts'
import type { OutgoingFile, PlanSource, WrittenFile } from '../plan-source.ts'
import type { Rooms } from '../rooms/registry.ts'
import type { Storage } from '../storage/storage.ts'
import type { PlanEvents } from './plan-events.ts'
import type { PlanQuota } from './plan-quota.ts'
import type { PlanIndex } from './plan-index.ts'
import type { ReadingTrail } from './reading-trail.ts'
import type { FrozenFiles } from './versions/frozen.ts'
import type { Turns } from './versions/turns.ts'

export interface ImportRequest {
  bytes: Uint8Array
  /** The bytes have a buffer of their own and nobody needs them any more. */
  isGiven?: boolean
  fileName: string
  /** Taken where the file names no year. */
  year?: number
  locale: Locale
  /** How a person corrects the reading. */
  mapping?: ImportMapping | undefined
}

/** A file that was read and built into a plan. */
export interface ImportedFile {
  built: ReadablePlan
  warnings: ImportWarning[]
  /** What it was read from, to be corrected; null or left out where nothing can be. */
  source?: ImportSource | null
}

export interface ExportRequest {
  source: PlanSource
  format: ExportFormat
  locale: Locale
  /** Whether the columns that the plan does not show are in the file, too. */
  hidden: boolean
  /** When the plan became what it is: ISO 8601. */
  at: string
  /** Whether it may say which other plans rows were made of; left out: no. */
  origins?: boolean
  /** A calendar of one department alone. */
  department?: string | null
  /** The report on the plan in its place: Word and Excel alone. */
  report?: ReportRequest
  /** An earlier plan, since which changes are tracked: Word alone. */
  since?: TrackedBase
}

/** What a report counts, and the names of departments by id. */
export interface ReportRequest {
  span: Span
  departments: Readonly<Record<string, string>>
}

/** Who made a change, and when (ISO 8601). */
export interface ChangeAuthor {
  name: string
  at: string
}

/** An earlier plan, and who changed what since. */
export interface TrackedBase {
  /** PlanJson as text. */
  body: string
  /** Who last did what, by `root entity what`: `what` is a field of the schema, `act:ACT`, or '' for anything at all. */
  authors: Readonly<Record<string, ChangeAuthor>>
  /** Of what nobody is known to have changed. */
  fallback: ChangeAuthor
}

export interface Deps {
  storage: Storage
  rooms: Pick<Rooms, 'use' | 'settled' | 'expel'>
  index: Pick<PlanIndex, 'flush' | 'change'>
  quota: PlanQuota
  editions: Turns
  /** Tells of what people may want to know. */
  events: PlanEvents
  frozen: FrozenFiles
  /** Writes down who took what along. */
  readings: ReadingTrail
  importFile: (request: ImportRequest) => Promise<ImportedFile>
  exportFile: (request: ExportRequest) => Promise<WrittenFile>
  /** The same for a file that goes out; at the signal nobody waits for it any more. */
  exportOut: (request: ExportRequest, signal?: AbortSignal) => Promise<OutgoingFile>
  sample: (locale: Locale) => PlanDraft
  /** Gives a new random id at every call. */
  ids: () => string
  /** A number in [0, 1). */
  random: () => number
  /** ms since the epoch. */
  now: () => number
}
