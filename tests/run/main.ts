/**
 * Runs the checks that were asked for, one after the other, and adds up what passed and what failed.
 * Arguments: `--check` (format, lint, types first), `--fuzz` (the fuzz tests alone, many seeds), `--long` (more of
 * everything that takes seeds or kills), and file filters for vitest.
 */
import { parseArgs } from 'node:util'
import { ensureChromium } from './chromium.ts'
import { runStep, staticSteps } from './static.ts'
import { add, type Tally } from './tally.ts'
import { runVitest } from './vitest.ts'

interface Options {
  check: boolean
  fuzz: boolean
  long: boolean
  filters: readonly string[]
}

const readOptions = (): Options => {
  const { values, positionals } = parseArgs({
    options: { check: { type: 'boolean' }, fuzz: { type: 'boolean' }, long: { type: 'boolean' } },
    allowPositionals: true,
  })
  return {
    check: values.check ?? false,
    fuzz: values.fuzz ?? false,
    long: values.long ?? false,
    filters: positionals,
  }
}

const runAll = async (options: Options): Promise<Tally> => {
  let tally: Tally = { passed: 0, failed: 0 }
  for (const step of options.check ? staticSteps : []) tally = add(tally, await runStep(step))
  const chromium = options.fuzz ? null : ensureChromium()
  return add(tally, await runVitest({ ...options, chromium }))
}

const main = async (): Promise<void> => {
  let tally: Tally
  try {
    tally = await runAll(readOptions())
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    tally = { passed: 0, failed: 1 }
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`)
  process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0
}

await main()
