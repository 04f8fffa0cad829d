/** `check`: whether everything in a stopped store is whole. Owns what is printed. */
import { type Finding, type PlanReport, checkStore } from '../commands/versions/check-store.ts'
import type { Storage } from '../storage/storage.ts'
import { DONE, FAILED, type Verb, type World, words } from './terms.ts'

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

export const check: Verb = {
  help: 'cli.help.check',
  more: 'cli.more.check',
  flags: {},
  needs: [],
  run: async (world) => {
    const storage = await world.openStore(world.config.dataFolder)
    try {
      const { plans, broken } = await tellCheck(world, storage)
      if (broken === 0 && world.hasLosses()) return FAILED
      if (broken === 0) world.say('cli.check.whole', { plans })
      else world.say('cli.check.not', { broken, plans })
      return broken === 0 ? DONE : FAILED
    } finally {
      await storage.close()
    }
  },
}
