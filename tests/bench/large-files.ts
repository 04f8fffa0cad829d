/**
 * What large plans take of the machine on their way in and out: memory of the server and its process together, and the
 * processor time of both. Linux alone.
 */
import { readFileSync } from 'node:fs'
import { watchMemory } from './memory.ts'
import { benchPlan, seedPlan } from './plan.ts'
import { printTable } from './tables.ts'
import { SVOD_WITH_DEMO, type Target, startTarget } from './targets.ts'

const ROWS = [2_000, 20_000]
const OUT = ['docx', 'pdf', 'xlsx', 'html', 'csv', 'md', 'json'] as const
const IN = ['docx', 'xlsx', 'html', 'csv', 'json'] as const

/** Ticks of the kernel a second. */
const TICKS = 100

/** Seconds of processor time of a process and of those it waited for. */
const cpuSecondsOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS
}

const cells: string[][] = []

const measured = async (
  target: Target,
  what: string,
  run: () => Promise<Uint8Array>,
): Promise<Uint8Array> => {
  const { pid } = target.server
  const before = cpuSecondsOf(pid)
  const peakOf = watchMemory(pid)
  const start = performance.now()
  const bytes = await run()
  const ms = performance.now() - start
  const { own, server, helper } = peakOf()
  const figures = [own, server, helper, ms].map((value) => value.toFixed(0))
  cells.push([what, (bytes.length / 1024).toFixed(0), ...figures, (cpuSecondsOf(pid) - before).toFixed(2)])
  return bytes
}

const asked = async (target: Target, path: string, options: RequestInit = {}): Promise<Uint8Array> => {
  const answer = await fetch(`${target.server.url}${path}`, { headers: target.headers, ...options })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  if (!answer.ok)
    throw new Error(`${path} answered ${answer.status}: ${Buffer.from(bytes.subarray(0, 200)).toString()}`)
  return bytes
}

const upload = (target: Target, name: string, bytes: Uint8Array): Promise<Uint8Array> => {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(bytes)]), name)
  return asked(target, '/api/plans/import', { method: 'POST', body })
}

export const benchLargeFiles = async (): Promise<void> => {
  for (const rows of ROWS) {
    const target = await startTarget(SVOD_WITH_DEMO)
    const plan = await seedPlan(target, benchPlan(rows))
    const files = new Map<string, Uint8Array>()
    for (const format of OUT) {
      const path = `/api/plans/${plan}/export.${format}`
      files.set(format, await measured(target, `${rows} rows to ${format}`, () => asked(target, path)))
    }
    for (const format of IN) {
      const file = files.get(format) ?? new Uint8Array(0)
      await measured(target, `${rows} rows from ${format}`, () => upload(target, `plan.${format}`, file))
    }
    await target.end()
  }
  const head = ['what', 'KiB', 'both MiB', 'server', 'process', 'ms', 'cpu s']
  printTable('Large files', head, cells)
}
