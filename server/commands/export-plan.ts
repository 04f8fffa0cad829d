/** A plan is handed out as a file. Owns its name, and that it is written down who took it. */
import { cutText } from '../../shared/cut-text.ts'
import { SvodError } from '../../shared/errors.ts'
import type { ExportFormat } from '../../shared/export-formats.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import type { Identity } from '../../shared/identity.ts'
import { type OutgoingFile, type PlanSource, type WrittenFile, parsedPlan } from '../plan-source.ts'
import { authoriseIn, livePlan } from './checks.ts'
import type { Deps } from './deps.ts'
import { datedDraft, seesOrigins } from './read-plan.ts'
import { trackedBase } from './versions/tracked-base.ts'
import { approvedEver } from './versions/frozen.ts'
import { intactVersion } from './versions/list-versions.ts'
import { FROZEN_FORMATS, type FrozenFormat } from '../storage/storage.ts'

export interface ExportQuery {
  format: ExportFormat
  /** The number of an edition; undefined for the live draft. */
  version?: number | undefined
  /** The number of an edition, since which changes are tracked: Word alone. */
  changes?: number | undefined
  hidden: boolean
  locale: Locale
}

export interface ExportedFile {
  content: OutgoingFile['content']
  /** `План … на 2022 год.docx`, and the same for programs that know ASCII alone. */
  name: string
  asciiName: string
  /** SHA-256 (hex) of the bytes, of a file that is kept beside its edition; else null. */
  sha256: string | null
}

/** How a file is asked for. */
export interface Asking {
  /** Called once all that was asked for is there; what it throws is the answer. */
  pay: () => void
  signal: AbortSignal
}

type Needs = Pick<Deps, 'storage' | 'rooms' | 'exportOut' | 'frozen' | 'readings'>

/** A plan with the time at which it became so. */
interface Dated {
  source: PlanSource
  /** ISO 8601. */
  at: string
}

/** The plan as an edition froze it. @throws SvodError `not-found`, `data-broken` */
const readEdition = async (deps: Pick<Deps, 'storage'>, planId: string, number: number): Promise<Dated> => {
  const { body, createdAt } = await intactVersion(deps, planId, number)
  return { source: { body }, at: createdAt }
}

type Named = Pick<WrittenFile, 'title' | 'year'>

const MAX_NAME = 100
/** What some file system forbids, and what a name cannot show. */
const UNFIT = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]+/gu

/** The plan's title as a name that every file system takes; one that is cut keeps the year. */
const nameOf = ({ title, year }: Named): string => {
  const clean = title.replace(UNFIT, ' ').replace(/\s+/g, ' ').trim()
  const cut = clean.length <= MAX_NAME ? clean : `${cutText(clean, MAX_NAME).replace(/\s\S*$/, '')}… ${year}`
  return cut.replace(/^\.+|[. ]+$/g, '').trim()
}

/** `v2`, `v1-v2`, `v1-` (since the first, to the draft); '' for the draft. */
const editionsIn = ({ version, changes }: ExportQuery): string => {
  const [from, to] = [changes, version].map((number) => (number === undefined ? '' : `v${number}`))
  return changes === undefined ? (to ?? '') : `${from}-${to}`
}

const fileNames = (plan: Named, query: ExportQuery) => {
  const { format } = query
  const editions = editionsIn(query)
  const edition = editions === '' ? '' : ` (${editions})`
  const ascii = `plan-${plan.year}${editions === '' ? '' : `-${editions}`}`
  return { name: `${nameOf(plan) || ascii}${edition}.${format}`, asciiName: `${ascii}.${format}` }
}

const isFrozenFormat = (format: ExportFormat): format is FrozenFormat =>
  (FROZEN_FORMATS as readonly string[]).includes(format)

/** The file that is kept of an approved edition; null where the question is about another one. */
const keptFile = async (
  { storage, frozen }: Pick<Deps, 'storage' | 'frozen'>,
  planId: string,
  { format, version, hidden, changes }: ExportQuery,
  source: PlanSource,
): Promise<(OutgoingFile & { sha256: string }) | null> => {
  if (version === undefined || changes !== undefined || hidden || !isFrozenFormat(format)) return null
  if (!('body' in source) || !approvedEver(await storage.listApprovals(planId)).includes(version)) return null
  const { bytes, sha256 } = await frozen.file(planId, version, format)
  const { title, year } = parsedPlan(source.body)
  return { content: bytes, sha256, title, year }
}

/** @throws SvodError `forbidden`, `not-found`, `plan-in-trash`, `export-timeout`, `too-many-requests`, what `pay` throws, and the reason of `signal` */
export const exportPlan = async (
  deps: Needs,
  who: Identity,
  planId: string,
  query: ExportQuery,
  { pay, signal }: Asking,
): Promise<ExportedFile> => {
  const there = authoriseIn(deps, who, planId, 'plan.export')
  livePlan(deps.storage.catalogue.plan(planId))
  const { version, changes, format, hidden, locale } = query
  if (changes !== undefined && format !== 'docx') {
    throw new SvodError('bad-request', { field: 'changes', reason: 'is for Word files alone' })
  }
  const { source, at } = await (version === undefined
    ? datedDraft(deps, planId)
    : readEdition(deps, planId, version))
  const since =
    changes === undefined ? null : await trackedBase(deps, planId, changes, { to: version, until: at })
  pay()
  const origins = seesOrigins(there)
  const request = { source, format, locale, hidden, at, origins, ...(since && { since }) }
  const file = (await keptFile(deps, planId, query, source)) ?? {
    ...(await deps.exportOut(request, signal)),
    sha256: null,
  }
  const details = { format, version: version ?? null, ...(changes !== undefined && { changes }) }
  await deps.readings.note(who, 'plan.export', planId, details)
  return { content: file.content, sha256: file.sha256, ...fileNames(file, query) }
}
