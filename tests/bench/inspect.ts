/**
 * What it costs to look at an update before it is applied: `access/inspect` beside `Y.applyUpdate` of the same bytes,
 * one after the other on one document, in this process. No peer looks at all.
 */
import * as Y from 'yjs'
import { inspect } from '../../server/access/inspect.ts'
import { dice } from '../support/random.ts'
import { benchPlan } from './plan.ts'
import { printTable, quantile } from './tables.ts'

const SIZES = [200, 2000, 20_000]
const WARM_UP = 3_000
const UPDATES = 10_000
/** Characters typed at one place before the caret goes elsewhere. */
const RUN = 40

/** Makes one change of a document whose rows are `ids`. */
type Make = (doc: Y.Doc, ids: readonly string[], index: number) => void

const rowOf = (doc: Y.Doc, id: string): Y.Map<unknown> =>
  doc.getMap<Y.Map<unknown>>('rows').get(id) ?? new Y.Map()

const titleOf = (doc: Y.Doc, id: string): Y.XmlText => {
  const fragment = rowOf(doc, id).get('c:title') as Y.XmlFragment
  return (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText
}

/** Typing in runs, here and there in the plan. */
const typing = (): Make => {
  const chance = dice(1)
  let row = ''
  return (doc, ids, index) => {
    if (index % RUN === 0) row = chance.pick(ids) ?? ''
    const text = titleOf(doc, row)
    text.insert(Math.min(text.length, 10 + (index % RUN)), 'ж')
  }
}

const deleting = (): Make => {
  const chance = dice(2)
  return (doc, ids) => {
    const text = titleOf(doc, chance.pick(ids) ?? '')
    if (text.length > 1) text.delete(chance.int(text.length - 1), 1)
    else text.insert(0, 'слово')
  }
}

/** Every row goes to the end of the section of another one. */
const moving = (): Make => {
  const chance = dice(3)
  return (doc, ids, index) => {
    const [section] = rowOf(doc, chance.pick(ids) ?? '').get('pos') as [string]
    rowOf(doc, chance.pick(ids) ?? '').set('pos', [section, null, `z${index.toString(36).padStart(6, '0')}V`])
  }
}

/** The updates of a colleague's copy, in their order. */
const updatesOf = (plan: Uint8Array, make: Make): Uint8Array[] => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, plan)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void updates.push(update))
  const ids = [...doc.getMap('rows').keys()].sort()
  for (let index = 0; updates.length < WARM_UP + UPDATES; index++) make(doc, ids, index)
  return updates
}

interface Costs {
  inspecting: number[]
  applying: number[]
}

const measure = (plan: Uint8Array, updates: readonly Uint8Array[]): Costs => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, plan)
  const costs: Costs = { inspecting: [], applying: [] }
  updates.forEach((update, index) => {
    const start = performance.now()
    const verdict = inspect(doc, update)
    const middle = performance.now()
    if (!verdict.ok) throw new Error(`an honest change was refused: ${verdict.code} ${verdict.detail}`)
    Y.applyUpdate(doc, verdict.update)
    const end = performance.now()
    if (index < WARM_UP) return
    costs.inspecting.push((middle - start) * 1000)
    costs.applying.push((end - middle) * 1000)
  })
  return costs
}

const row = (name: string, { inspecting, applying }: Costs): string[] => {
  const share = quantile(inspecting, 0.5) / quantile(applying, 0.5)
  const figures = [quantile(inspecting, 0.5), quantile(inspecting, 0.99)]
  const beside = [quantile(applying, 0.5), quantile(applying, 0.99)]
  return [name, ...[...figures, ...beside].map((µs) => µs.toFixed(1)), share.toFixed(2)]
}

export const benchInspect = (): Promise<void> => {
  const lines: string[][] = []
  for (const rows of SIZES) {
    const plan = Y.encodeStateAsUpdate(benchPlan(rows))
    const kinds: [string, Make][] = [
      ['typing', typing()],
      ['deleting', deleting()],
      ['moving rows', moving()],
    ]
    for (const [name, make] of kinds) {
      lines.push(row(`${rows} rows, ${name}`, measure(plan, updatesOf(plan, make))))
    }
  }
  const head = ['updates', 'inspect p50 µs', 'p99 µs', 'Y.applyUpdate p50 µs', 'p99 µs', 'ratio at p50']
  printTable(`Inspecting an update, ${UPDATES} of each kind`, head, lines)
  return Promise.resolve()
}
