/**
 * The entry of exports: a stored plan → the bytes of a file. Owns what is worth a process: drawn pages always, plain text
 * from as large a plan on as the rooms would feel.
 */
import type { ExportFormat } from '../../shared/export-formats.ts'
import type { OutgoingFile, PlanSource, WrittenFile } from '../plan-source.ts'
import { startProcess } from './helper-process.ts'
import { type PoolOptions, WorkerPool } from './worker-pool.ts'
import { SpooledFile, closeSpool, openSpool } from './spool.ts'
import type { ExportRequest, SpoolingAnswer, SpoolingRequest } from './write-source.ts'

const POOL: PoolOptions<SpoolingRequest> = {
  maxWorkers: 2,
  maxWaiting: 20,
  timeoutMs: 60_000,
  // 20,000 rows take some 350, most of it their document.
  memoryMb: 512,
  // More would only let what is dead lie longer: 80 of 20,000 rows' 490.
  youngMb: 12,
  start: startProcess('export-worker', { fileOf: ({ spool }) => spool }),
}

export class ExportPool extends WorkerPool<SpoolingRequest, SpoolingAnswer> {
  constructor(options: Partial<PoolOptions<SpoolingRequest>> = {}) {
    super({ ...POOL, ...options }, { timeout: 'export-timeout', memory: 'export-timeout' })
  }
}

/** All exports of the process share its workers. */
const pool = new ExportPool()

/** Bytes of a document and characters of a text that are about 10 ms of reading and writing: some 100 rows. */
const DOCUMENT_AT_ONCE = 24 << 10
const TEXT_AT_ONCE = 128 << 10

const DRAWN: readonly ExportFormat[] = ['docx', 'pdf', 'xlsx']

const isSmall = (source: PlanSource): boolean =>
  'body' in source
    ? source.body.length <= TEXT_AT_ONCE
    : source.base.length + source.updates.length <= DOCUMENT_AT_ONCE

const isLight = ({ format, source }: ExportRequest): boolean => !DRAWN.includes(format) && isSmall(source)

/** Here and now. The formats are read with the first such file: most starts write none for a while. */
const writeHere = async (request: ExportRequest): Promise<WrittenFile> => {
  const { writeSource } = await import('./write-source.ts')
  return writeSource(request)
}

/** @throws SvodError `export-timeout`, `too-many-requests` */
export const exportPlan = (request: ExportRequest): Promise<WrittenFile> =>
  isLight(request) ? writeHere(request) : pool.run({ ...request, spool: null })

const outgoing = async (
  { bytes, spooled, title, year }: SpoolingAnswer,
  spool: number | null,
): Promise<OutgoingFile> => {
  if (spool !== null && spooled !== undefined)
    return { content: new SpooledFile(spool, spooled), title, year }
  if (spool !== null) await closeSpool(spool)
  return { content: bytes, title, year }
}

/** The same for whoever hands it on, so that a large one never lies in memory here (SPEC MI9), and given up at the signal (MJ4). @throws SvodError `export-timeout`, `too-many-requests` */
export const exportOut = async (request: ExportRequest, signal?: AbortSignal): Promise<OutgoingFile> => {
  if (isLight(request)) return outgoing(await writeHere(request), null)
  const spool = await openSpool()
  try {
    return outgoing(await pool.run({ ...request, spool }, signal), spool)
  } catch (error) {
    if (spool !== null) await closeSpool(spool)
    throw error
  }
}
