/**
 * Runs vitest over every project (or the fuzz tests alone) and counts from its JSON report.
 * A file that does not load and an error outside every test count as failures too.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { runNode } from './child.ts'
import type { Tally } from './tally.ts'

interface VitestOptions {
  fuzz: boolean
  long: boolean
  filters: readonly string[]
  /** Path of the browser; null where no test needs one. */
  chromium: string | null
}

/** Where the fuzz tests are. */
const FUZZ = 'tests/fuzz/'
/** How many seeds each fuzz test of `npm run fuzz` takes, without and with `--long`; `npm test` takes at most 50. */
const FUZZ_SEEDS = { usual: '500', long: '5000' }

/** Far more than the tests take on a busy machine; a run that hangs must not hang for ever. */
const DEADLINE_MS = 40 * 60 * 1000

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

/** Runs the tests; their output goes to the terminal. */
export const runVitest = async (options: VitestOptions): Promise<Tally> => {
  const folder = await mkdtemp(join(tmpdir(), 'svod-tests-'))
  try {
    console.log('\n── tests')
    const file = join(folder, 'report.json')
    const code = await spawnVitest(options, file)
    return count(code, await readFile(file, 'utf8').catch(() => null))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is asked of the fuzz tests is a name there: vitest takes whatever matches any of its filters. */
const filtersOf = ({ fuzz, filters }: VitestOptions): readonly string[] => {
  if (!fuzz) return filters
  return filters.length === 0 ? [FUZZ] : filters.map((one) => (one.startsWith(FUZZ) ? one : FUZZ + one))
}

const spawnVitest = async (options: VitestOptions, outputFile: string): Promise<number | null> => {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json']
  args.push(`--outputFile.json=${outputFile}`, ...filtersOf(options))
  // What a browser or a killed server leaves behind goes with the folder.
  const env = { ...environmentFor(options), TMPDIR: dirname(outputFile) }
  const isBounded = !options.fuzz && !options.long
  const code = await runNode(args, { env, ...(isBounded ? { deadlineMs: DEADLINE_MS } : {}) })
  if (code === null)
    console.log('The tests were ended: by a signal, or because they took more than 40 minutes.')
  return code
}

const environmentFor = ({ fuzz, long, chromium }: VitestOptions): Record<string, string> => ({
  SVOD_TESTS_BUILT: '1',
  ...(chromium === null ? {} : { SVOD_CHROMIUM: chromium }),
  ...(long ? { SVOD_LONG: '1' } : {}),
  ...(fuzz ? { SVOD_FUZZ_SEEDS: process.env.SVOD_FUZZ_SEEDS ?? FUZZ_SEEDS[long ? 'long' : 'usual'] } : {}),
})

const count = (code: number | null, text: string | null): Tally => {
  if (text === null) return { passed: 0, failed: 1 }
  const { numPassedTests: passed, numFailedTests, testResults } = report.parse(JSON.parse(text))
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = numFailedTests + brokenFiles.length
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}
