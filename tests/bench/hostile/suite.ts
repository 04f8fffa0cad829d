/**
 * Files that mean harm: each has to be read or refused with a code, within its time and memory, by a server that has done nothing
 * else before, since one that was at work holds dead memory of its own. Linux alone.
 */
import { type Peak, watchMemory } from '../memory.ts'
import { printTable } from '../tables.ts'
import { SVOD_WITH_DEMO, type Target, startTarget } from '../targets.ts'
import { SHEET_FILES } from './sheet-files.ts'
import { JSON_FILES, PAGES, TEXTS, WRONG_NAMES } from './text-files.ts'
import { ARCHIVES, WORD_FILES } from './word-files.ts'
import type { Hostile } from './words.ts'

/** MiB of server and process together (the promise of the format). */
const MOST_MIB = 300

const FILES: Record<string, Hostile> = {
  ...ARCHIVES,
  ...WORD_FILES,
  ...SHEET_FILES,
  ...PAGES,
  ...TEXTS,
  ...JSON_FILES,
  ...WRONG_NAMES,
}

interface Seen extends Peak {
  name: string
  kib: number
  status: number
  code: string
  ms: number
}

const upload = async (target: Target, name: string, bytes: Uint8Array<ArrayBuffer>) => {
  const body = new FormData()
  body.append('file', new Blob([bytes]), name)
  const options = { method: 'POST', headers: target.headers, body }
  const answer = await fetch(`${target.server.url}/api/plans/import`, options)
  const text = await answer.text()
  const said = /"(?:code|error)":\s*"([a-z-]+)"/.exec(text)?.[1] ?? ''
  return { status: answer.status, code: answer.ok ? `${(text.length / 1024).toFixed(0)} KiB` : said }
}

const tried = async (target: Target, name: string, make: Hostile): Promise<Seen> => {
  const bytes = new Uint8Array(Buffer.from(make() as string))
  const peakOf = watchMemory(target.server.pid)
  const start = performance.now()
  const { status, code } = await upload(target, name, bytes)
  const ms = performance.now() - start
  return { name, kib: bytes.length / 1024, status, code, ms, ...peakOf() }
}

const besideFreshServer = async (name: string, make: Hostile): Promise<Seen> => {
  const target = await startTarget(SVOD_WITH_DEMO)
  try {
    return await tried(target, name, make)
  } finally {
    await target.end()
  }
}

const isFine = ({ status, own }: Seen): boolean => status < 500 && own < MOST_MIB

const lineOf = (seen: Seen): string[] => [
  isFine(seen) ? seen.name : `${seen.name} !`,
  ...[seen.kib, seen.status].map((value) => value.toFixed(0)),
  seen.code,
  ...[seen.ms, seen.own, seen.server, seen.helper].map((value) => value.toFixed(0)),
]

/** The highest peak, and whether every file kept the promise; the process ends with 1 where one did not. */
const printVerdict = (seen: readonly Seen[]): void => {
  const [highest] = seen.toSorted((a, b) => b.own - a.own)
  if (!highest) return
  const fine = seen.filter(isFine).length
  const isKept = fine === seen.length
  console.log(`\nHighest: ${highest.own.toFixed(0)} MiB, ${highest.name}`)
  console.log(
    `${isKept ? 'PASS' : 'FAIL'}: ${fine} of ${seen.length} files under ${MOST_MIB} MiB, refused or read`,
  )
  if (!isKept) process.exitCode = 1
}

/** Only those whose name `SVOD_BENCH_FILES`, a pattern, finds, where it is given. */
export const benchHostile = async (): Promise<void> => {
  const wanted = new RegExp(process.env.SVOD_BENCH_FILES ?? '')
  const seen: Seen[] = []
  for (const [name, make] of Object.entries(FILES)) {
    if (!wanted.test(name)) continue
    const one = await besideFreshServer(name, make)
    seen.push(one)
    if (process.env.SVOD_BENCH_FILES !== undefined) console.log(lineOf(one).join('\t'))
  }
  const head = ['file', 'KiB', 'status', 'code or size', 'ms', 'both MiB', 'server', 'process']
  printTable('Hostile files', head, seen.map(lineOf))
  printVerdict(seen)
}
