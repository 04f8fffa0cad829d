/** `check`: whether everything in a store is whole. Owns what is printed, and the copy that is looked at beside a running server. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Finding, type PlanReport, checkStore } from '../commands/versions/check-store.ts'
import type { Storage } from '../storage/storage.ts'
import { openCopy } from './backup.ts'
import { CliError, DONE, FAILED, type Verb, type World, words } from './terms.ts'

const subjectOf = (finding: Finding): string | number => {
  if (finding.kind === 'damage') return finding.what
  return finding.kind === 'newer' ? finding.schema : finding.number
}

const sentenceOf = ({ locale }: World, finding: Finding): string =>
  words(locale, `cli.fault.${finding.kind}`, { n: subjectOf(finding) })

const lineOf = ({ locale }: World, report: PlanReport): string => {
  const { id, title, versions, approvals: acts, files, findings } = report
  const state = words(locale, findings.length === 0 ? 'cli.check.ok' : 'cli.check.broken')
  const name = title === '' ? words(locale, 'cli.check.unlisted', { id }) : `${id}  ${title}`
  return `${state}${name}: ${words(locale, 'cli.check.counts', { versions, acts, files })}`
}

/** Tells what it found of every plan; how many are not whole. */
export const tellCheck = async (
  world: World,
  storage: Storage,
): Promise<{ plans: number; broken: number }> => {
  const counts = { plans: 0, broken: 0 }
  for await (const report of checkStore(storage)) {
    counts.plans += 1
    if (report.findings.length > 0) counts.broken += 1
    const lines = [
      lineOf(world, report),
      ...report.findings.map((one) => `       - ${sentenceOf(world, one)}`),
    ]
    world.write(Buffer.from(`${lines.join('\n')}\n`))
  }
  return counts
}

/** Looks at the store and closes it; the exit code. */
const checked = async (world: World, storage: Storage): Promise<number> => {
  try {
    const { plans, broken } = await tellCheck(world, storage)
    if (broken === 0 && world.hasLosses()) return FAILED
    if (broken === 0) world.say('cli.check.whole', { plans })
    else world.say('cli.check.not', { broken, plans })
    return broken === 0 ? DONE : FAILED
  } finally {
    await storage.close()
  }
}

/** What a server has open is looked at in a copy that nobody else reads, and none of its work waits for that. */
const checkRunning = async (world: World): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'svod-check-'))
  try {
    return await checked(world, await openCopy(world, folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const check: Verb = {
  help: 'cli.help.check',
  more: 'cli.more.check',
  flags: {},
  needs: [],
  run: async (world) => {
    try {
      return await checked(world, await world.openStore(world.config.dataFolder))
    } catch (error) {
      if (!(error instanceof CliError) || error.code !== 'stop') throw error
      return checkRunning(world)
    }
  },
}
