/**
 * `npm run svod -- VERB`: the administrator's command line, on the store of a stopped server. A composition root beside
 * `main.ts`: settings, store, exit code, what is printed. What a verb does is its command's.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, type PlanReport, checkStore } from './commands/versions/check-store.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { startupSentence } from './startup-sentence.ts'
import { openEmbeddedStorage } from './storage/embedded.ts'
import type { Storage } from './storage/storage.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const FAULTS: Record<Exclude<Finding['kind'], 'damage'>, string> = {
  gap: 'version {n} does not follow the one before it',
  content: 'version {n}: its content is not what its hash says',
  chain: 'version {n} does not carry the hash of the version before it',
  record: 'version {n}: its record was changed, or one before it',
  'approval-gap': 'act {n} does not follow the one before it',
  'approval-record': 'act {n}: its record was changed, or one before it',
  'approval-content': 'act {n} speaks of a version that is not there with this hash',
  'file-gap': 'file {n} does not follow the one before it',
  'file-record': 'file {n}: its record was changed, or one before it',
  'file-edition': 'file {n} is of a version that is not there with this hash',
  'file-content': 'file {n}: its bytes are not what its SHA-256 says',
}

const sentenceOf = (finding: Finding): string =>
  finding.kind === 'damage'
    ? `damaged: ${finding.what}`
    : FAULTS[finding.kind].replace('{n}', String(finding.number))

const tell = ({ id, title, versions, approvals, files, findings }: PlanReport): void => {
  const name = title === '' ? `${id} (not listed)` : `${id}  ${title}`
  const counts = `${versions} version${versions === 1 ? '' : 's'}, ${approvals} act${approvals === 1 ? '' : 's'}, ${files} file${files === 1 ? '' : 's'}`
  say(`${findings.length === 0 ? 'ok     ' : 'BROKEN '}${name}: ${counts}`)
  for (const finding of findings) say(`       - ${sentenceOf(finding)}`)
}

/** Reads everything, changes nothing; whether all of it is whole. */
const check = async (storage: Storage): Promise<boolean> => {
  let [plans, broken] = [0, 0]
  for await (const report of checkStore(storage)) {
    plans++
    if (report.findings.length > 0) broken++
    tell(report)
  }
  say(broken === 0 ? `All ${plans} plans are whole.` : `${broken} of ${plans} plans are not whole.`)
  return broken === 0
}

interface Verb {
  help: string
  run: (storage: Storage) => Promise<boolean>
}

const VERBS: Readonly<Record<string, Verb>> = {
  check: { help: 'verifies every plan, the hashes of its versions and their chain', run: check },
}

const usage = (): string => {
  const lines = Object.entries(VERBS).map(([name, { help }]) => `  ${name.padEnd(10)}${help}`)
  return ['npm run svod -- VERB [--data FOLDER]', '', ...lines].join('\n')
}

const openStore = ({ dataFolder }: Config): Promise<Storage> => {
  // Opening would make an empty store where there is none.
  if (!existsSync(join(dataFolder, 'plans'))) {
    throw new ConfigError(
      `The folder ${dataFolder} holds no data of Svod: name another with SVOD_DATA or --data.`,
    )
  }
  return openEmbeddedStorage({ folder: dataFolder })
}

const run = async (verb: Verb, config: Config): Promise<boolean> => {
  const storage = await openStore(config)
  try {
    return await verb.run(storage)
  } finally {
    await storage.close()
  }
}

const main = async (): Promise<void> => {
  const [name = '', ...flags] = process.argv.slice(2)
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined
  if (!verb) {
    say(usage())
    if (!['', 'help', '--help'].includes(name)) process.exitCode = 1
    return
  }
  let config: Config | null = null
  try {
    config = readConfig(undefined, flags)
    if (!(await run(verb, config))) process.exitCode = 1
  } catch (error) {
    const sentence = startupSentence(error, config)
    const report = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`${sentence ?? report}\n`)
    process.exitCode = 1
  }
}

await main()
