/**
 * What has changed in the plans that a summary gathers since its rows were taken (SPEC GA*): three texts are compared, what was
 * taken, what the source says now, and what the summary says. Pure. Decides nothing.
 */
import type { ItemJson, PlanJson } from '../json.ts'
import type { Origin } from '../origin.ts'
import { printOf } from '../print.ts'
import { type GatherInput, type MeantRow, columnKey, groupsOf, rowName, textsOf } from './gather.ts'

interface Common {
  id: string
  /** The row's title, in the summary or in its plan. */
  title: string
  /** The plan it comes from. */
  plan: string
}

/** `conflict`: both sides have changed it, and not to the same words. */
export type GatherChange =
  | (Common & {
      kind: 'changed' | 'conflict'
      item: string
      /** `title`, `period`, `state`, or a column by `columnKey`; its name. */
      field: string
      column: string
      before: string
      after: string
    })
  | (Common & { kind: 'gone'; item: string })
  | (Common & { kind: 'added'; source: string; period: string; group: string })

/** Where the summary's rows come from, those in its trash too: what was thrown away does not come back by itself. */
export type Origins = ReadonlyMap<string, Origin>

const plain = (field: string, text: string, item: ItemJson): string =>
  field === 'title' ? item.title.text : text

const isSame = (a: string | undefined, b: string): boolean => a !== undefined && printOf(a) === b

const changesOf = (
  here: ItemJson,
  target: PlanJson,
  there: { item: ItemJson; plan: PlanJson },
  took: Readonly<Record<string, string>>,
): GatherChange[] => {
  const mine = textsOf(here, target.columns)
  const theirs = textsOf(there.item, there.plan.columns)
  const names = new Map(target.columns.map((column) => [columnKey(column), column.title]))
  return Object.entries(theirs).flatMap(([field, text]): GatherChange[] => {
    const taken = took[field]
    const own = mine[field]
    if (taken === undefined || own === undefined || own === text || printOf(text) === taken) return []
    return [
      {
        id: `${here.id}~${field}`,
        kind: isSame(own, taken) ? 'changed' : 'conflict',
        item: here.id,
        title: here.title.text,
        plan: there.plan.id,
        field,
        column: names.get(field) ?? '',
        before: plain(field, own, here),
        after: plain(field, text, there.item),
      },
    ]
  })
}

/** Every row of the plans that can be read, by that name. */
export const rowsIn = (plans: GatherInput['plans']): Map<string, { item: ItemJson; plan: PlanJson }> =>
  new Map(
    [...plans.values()].flatMap((plan) =>
      plan.sections.flatMap(({ items }) =>
        items.map((item) => [rowName(plan.id, item.id), { item, plan }] as const),
      ),
    ),
  )

const added = ({ plan, item }: MeantRow, group: string): GatherChange => ({
  id: `add~${plan.id}~${item.id}`,
  kind: 'added',
  title: item.title.text,
  plan: plan.id,
  source: item.id,
  period: item.period.text,
  group,
})

/** In the order of the summary; rows that are new come last. Rows of plans that may not be read are left as they are. */
export const changesSince = (target: PlanJson, origins: Origins, input: GatherInput): GatherChange[] => {
  const rows = rowsIn(input.plans)
  const known = new Set([...origins.values()].map(({ plan, item }) => rowName(plan, item)))
  const living = new Set(
    target.sections.flatMap(({ items }) => items.flatMap(({ origin }) => origin?.plan ?? [])),
  )
  // Rows that were put into an open plan and are all gone again: whoever took them back wants no more of them.
  const isOver = ({ source }: MeantRow): boolean => source.into !== undefined && !living.has(source.plan)
  const own = target.sections
    .flatMap(({ items }) => items)
    .flatMap((item): GatherChange[] => {
      const origin = origins.get(item.id)
      if (origin?.kind !== 'gathered' || !input.plans.has(origin.plan)) return []
      const there = rows.get(rowName(origin.plan, origin.item))
      if (there) return changesOf(item, target, there, origin.took ?? {})
      return [
        { id: `gone~${item.id}`, kind: 'gone', item: item.id, title: item.title.text, plan: origin.plan },
      ]
    })
  const fresh = groupsOf(input).flatMap(({ title, rows: meant }) =>
    meant
      .filter((one) => !known.has(rowName(one.plan.id, one.item.id)) && !isOver(one))
      .map((one) => added(one, title)),
  )
  return [...own, ...fresh]
}

/** A print of the changes: what was looked at. */
export const changesPrint = (changes: readonly GatherChange[]): string => printOf(JSON.stringify(changes))
