/**
 * What dates and the checker cost, in processor time of this process: phrases read a second (each as if it were never
 * seen before: the parser remembers nothing), and one keystroke's checking of a plan that is being written in.
 */
import type * as Y from 'yjs'
import { createRunner } from '../../client/plan/check-runner.ts'
import { ThreadsProjection } from '../../shared/comments/threads.ts'
import { parsePeriod } from '../../shared/period/parse.ts'
import { PlanProjection } from '../../shared/plan/view.ts'
import { dice } from '../support/random.ts'
import { DAY_PHRASES } from '../unit/period/phrases-days.ts'
import * as months from '../unit/period/phrases-months.ts'
import * as sample from '../unit/period/phrases-sample.ts'
import * as words from '../unit/period/phrases-words.ts'
import { type Labelled, labelled } from '../unit/period/table.ts'
import { benchPlan } from './plan.ts'
import { median, printTable, quantile } from './tables.ts'

const PASSES = 20
const SIZES = [200, 2000, 10_000]
const KEYS = 300
const WARM_UP = 30

/** Milliseconds of processor time that `work` took. */
const cpuMs = (work: () => void): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const phrases = (): Labelled[] =>
  [DAY_PHRASES, ...[months, sample, words].flatMap((one) => Object.values(one))]
    .filter((table): table is string => typeof table === 'string')
    .flatMap(labelled)

/** Phrases a second: the first pass, and those that follow. */
const parseRates = (all: readonly Labelled[]): { cold: number; warm: number } => {
  const pass = () => {
    for (const { text, year } of all) parsePeriod(text, { year })
  }
  const rate = (ms: number) => (all.length * 1000) / ms
  const cold = rate(cpuMs(pass))
  return { cold, warm: median(Array.from({ length: PASSES }, () => rate(cpuMs(pass)))) }
}

const typeInto = (doc: Y.Doc, row: string, column: string): void => {
  const cell = doc.getMap<Y.Map<unknown>>('rows').get(row)?.get(`c:${column}`) as Y.XmlFragment
  const text = (cell.get(0) as Y.XmlElement).get(0) as Y.XmlText
  text.insert(text.length, 'я')
}

/** What each keystroke's checking costs, ms: projection, findings, readings, marks. */
const checkCosts = (rows: number): number[] => {
  const doc = benchPlan(rows)
  const projection = new PlanProjection(doc)
  const run = createRunner(projection, new ThreadsProjection(doc))
  run()
  const ids = projection.view().sections.flatMap((section) => section.rows.map(({ id }) => id))
  const chance = dice(1)
  const costs = Array.from({ length: KEYS }, (_, index) => {
    typeInto(doc, chance.pick(ids) ?? '', index % 2 === 0 ? 'title' : 'period')
    return cpuMs(run)
  })
  return costs.slice(WARM_UP)
}

const figure = (value: number): string => value.toFixed(value < 10 ? 2 : 0)

/** `npm run bench -- periods`. */
export const benchPeriods = async (): Promise<void> => {
  const all = phrases()
  const { cold, warm } = parseRates(all)
  printTable(
    'Dates in words, phrases a second of processor time',
    ['phrases', 'first pass', 'later'],
    [[String(all.length), figure(cold), figure(warm)]],
  )
  printTable(
    'Checking a plan after one keystroke, ms of processor time',
    ['rows', 'p50', 'p95'],
    SIZES.map((rows) => {
      const costs = checkCosts(rows)
      return [String(rows), figure(quantile(costs, 0.5)), figure(quantile(costs, 0.95))]
    }),
  )
  await Promise.resolve()
}
