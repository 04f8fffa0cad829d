/**
 * Files of 2,000 rows: a Word file in, Word and PDF out, each by itself, and what people in another plan feel of it while
 * one is read or written after the other.
 */
import { type LoadResult, runLoad } from './load.ts'
import { benchPlan, seedPlan } from './plan.ts'
import { median, printTable } from './tables.ts'
import { SVOD_WITH_DEMO, type Target, startTarget } from './targets.ts'

const ROWS = 2000
const LOAD = { clients: 10, writers: 2, rate: 20, seconds: 8, warmUpSeconds: 2, warmUpRate: 200 }

const exported = async (target: Target, plan: string, format: string): Promise<Uint8Array<ArrayBuffer>> => {
  const path = `/api/plans/${plan}/export.${format}`
  const answer = await fetch(`${target.server.url}${path}`, { headers: target.headers })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

const imported = async (target: Target, file: Uint8Array<ArrayBuffer>): Promise<void> => {
  const body = new FormData()
  body.append('file', new Blob([file]), 'plan.docx')
  const options = { method: 'POST', headers: target.headers, body }
  const answer = await fetch(`${target.server.url}/api/plans/import`, options)
  if (answer.status !== 201) throw new Error(`importing answered ${answer.status}`)
  await answer.arrayBuffer()
}

interface Job {
  name: string
  run: () => Promise<unknown>
}

const jobsOf = async (target: Target): Promise<Job[]> => {
  const plan = await seedPlan(target, benchPlan(ROWS))
  const file = await exported(target, plan, 'docx')
  return [
    { name: 'import of .docx', run: () => imported(target, file) },
    { name: 'export to .docx', run: () => exported(target, plan, 'docx') },
    { name: 'export to .pdf', run: () => exported(target, plan, 'pdf') },
  ]
}

/** Milliseconds. */
const timed = async (job: Job): Promise<number> => {
  const start = performance.now()
  await job.run()
  return performance.now() - start
}

/** The load while jobs follow each other without a pause. */
const loadBeside = async (target: Target, other: string, job: Job | null): Promise<LoadResult> => {
  let isOver = false
  const repeat = async () => {
    while (job && !isOver) await job.run()
  }
  const repeating = repeat()
  try {
    return await runLoad(target, [other], LOAD)
  } finally {
    isOver = true
    await repeating
  }
}

export const benchExchange = async (rounds: number): Promise<void> => {
  const seen = new Map<string, { ms: number[]; loads: LoadResult[] }>()
  const note = (name: string, ms: number | null, load: LoadResult) => {
    const known = seen.get(name) ?? { ms: [], loads: [] }
    if (ms !== null) known.ms.push(ms)
    known.loads.push(load)
    seen.set(name, known)
  }
  for (let round = 0; round < rounds; round++) {
    const target = await startTarget(SVOD_WITH_DEMO)
    const jobs = await jobsOf(target)
    const other = await seedPlan(target, benchPlan(200))
    note('nothing beside', null, await loadBeside(target, other, null))
    for (const job of jobs) note(job.name, await timed(job), await loadBeside(target, other, job))
    await target.end()
  }
  const rows = [...seen].map(([name, { ms, loads }]) => [
    name,
    ms.length > 0 ? median(ms).toFixed(0) : '—',
    median(loads.map((load) => load.p50Ms)).toFixed(2),
    median(loads.map((load) => load.p99Ms)).toFixed(2),
  ])
  printTable(
    `Files of ${ROWS} rows`,
    ['what', 'ms by itself', 'another plan p50 ms', 'another plan p99 ms'],
    rows,
  )
}
