/**
 * The entry of exports: a stored plan → the bytes of a file. Owns what is worth a process: drawn pages always, plain text
 * from as large a plan on as the rooms would feel.
 */
import type { ExportFormat } from '../../shared/export-formats.ts'
import type { PlanSource, WrittenFile } from '../plan-source.ts'
import { startProcess } from './helper-process.ts'
import { type PoolOptions, WorkerPool } from './worker-pool.ts'
import { type ExportRequest, writeSource } from './write-source.ts'

const POOL: PoolOptions<ExportRequest> = {
  maxWorkers: 2,
  maxWaiting: 20,
  timeoutMs: 60_000,
  // 20,000 rows take some 350, most of it their document.
  memoryMb: 512,
  start: startProcess('export-worker'),
}

/** All exports of the process share its workers. */
const pool = new WorkerPool<ExportRequest, WrittenFile>(POOL, {
  timeout: 'export-timeout',
  memory: 'export-timeout',
})

/** Bytes of a document and characters of a text that are about 10 ms of reading and writing: some 100 rows. */
const DOCUMENT_AT_ONCE = 24 << 10
const TEXT_AT_ONCE = 128 << 10

const DRAWN: readonly ExportFormat[] = ['docx', 'pdf', 'xlsx']

const isSmall = (source: PlanSource): boolean =>
  'body' in source
    ? source.body.length <= TEXT_AT_ONCE
    : source.base.length + source.updates.length <= DOCUMENT_AT_ONCE

const isLight = ({ format, source }: ExportRequest): boolean => !DRAWN.includes(format) && isSmall(source)

/** @throws SvodError `export-timeout`, `too-many-requests` */
export const exportPlan = (request: ExportRequest): Promise<WrittenFile> =>
  isLight(request) ? writeSource(request) : pool.run(request)
