/** `check`: whether everything in a store is whole. Owns what is printed, and the copy that is looked at beside a running server. */
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Finding, type PlanReport, checkStore } from '../commands/versions/check-store.ts'
import type { Storage } from '../storage/storage.ts'
import { openCopy } from './backup.ts'
import { CliError, DONE, FAILED, type Verb, type World, reasonOf, words } from './terms.ts'

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

/** @throws CliError `write` */
const temporaryPlace = (): Promise<string> =>
  mkdtemp(join(tmpdir(), 'svod-check-')).catch((error: unknown) => {
    throw new CliError('write', { file: tmpdir(), reason: reasonOf(error) }, { cause: error })
  })

const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Whoever ends the process leaves nothing of `folder` either: a whole house with its secrets lies in it. The way back to before. */
const clearedAtTheEnd = (folder: string): (() => void) => {
  const end = (signal: NodeJS.Signals): void => {
    letGo()
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    } finally {
      // It ends as it would have without this.
      process.kill(process.pid, signal)
    }
  }
  const letGo = (): void => ENDS.forEach((signal) => process.off(signal, end))
  for (const signal of ENDS) process.on(signal, end)
  return letGo
}

/**
 * A store with a value that cannot be read breaks its backup off. The copy is gone by the time that anything is said: nobody is sent
 * to look at it. @throws CliError `unread`, `write` and those of asking a server
 */
const copyIn = async (world: World, folder: string): Promise<Storage> => {
  try {
    return await openCopy(world, folder)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    const { code, values } = error
    if (code === 'write') throw new CliError(code, { ...values, file: dirname(folder) }, { cause: error })
    if (code !== 'cut' && code !== 'damaged') throw error
    throw new CliError('unread', { ...values, folder: world.config.dataFolder }, { cause: error })
  }
}

/** What a server has open is looked at in a copy that nobody else reads, and none of its work waits for that. */
const checkRunning = async (world: World): Promise<number> => {
  const folder = await temporaryPlace()
  const letGo = clearedAtTheEnd(folder)
  try {
    return await checked(world, await copyIn(world, folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
    letGo()
  }
}

/** The store itself; null where a server has it. */
const openFree = async (world: World): Promise<Storage | null> => {
  try {
    return await world.openStore(world.config.dataFolder)
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'stop') throw error
    return null
  }
}

/** @throws CliError, Refusal */
const run = async (world: World): Promise<number> => {
  const free = await openFree(world)
  if (free) return checked(world, free)
  try {
    return await checkRunning(world)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    // The server may have stopped between the two.
    const freed = await openFree(world)
    if (!freed) throw error
    return checked(world, freed)
  }
}

export const check: Verb = {
  help: 'cli.help.check',
  more: 'cli.more.check',
  flags: {},
  needs: [],
  run,
}
