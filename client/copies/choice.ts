/** What somebody chose of next year's plan: rows, changes, empty columns. Pure. */
import type { Preview, PreviewRow, PreviewSection, Proposal } from './schemas.ts'

export interface Choice {
  /** Rows and sections that stay behind. */
  leave: ReadonlySet<string>
  /** Changes that are made. */
  taken: ReadonlySet<string>
  empty: ReadonlySet<string>
}

/** As the rules have it, before anybody said anything. */
export const firstChoice = ({ leave, proposals, columns }: Preview): Choice => ({
  leave: new Set(leave),
  taken: new Set(proposals.filter(({ sureness }) => sureness === 'done').map(({ id }) => id)),
  empty: new Set(columns.filter(({ empty }) => empty).map(({ key }) => key)),
})

export const toggled = <T>(set: ReadonlySet<T>, items: readonly T[], isIn: boolean): Set<T> => {
  const next = new Set(set)
  for (const item of items) {
    if (isIn) next.add(item)
    else next.delete(item)
  }
  return next
}

/** The row and all that stands under it. */
export const withChildren = (items: readonly PreviewRow[], id: string): string[] => {
  const found = new Set([id])
  for (const { id: one, parent } of items) if (parent !== null && found.has(parent)) found.add(one)
  return [...found]
}

/** The row and all that it stands under. */
export const withParents = (items: readonly PreviewRow[], id: string): string[] => {
  const parents = new Map(items.map((one) => [one.id, one.parent]))
  const found: string[] = []
  for (let at: string | null = id; at !== null && !found.includes(at); at = parents.get(at) ?? null)
    found.push(at)
  return found
}

/** Rows that go along, a row with what it stands under. */
export const goingIn = ({ id, items }: PreviewSection, leave: ReadonlySet<string>): Set<string> => {
  const going = new Set<string>()
  if (leave.has(id)) return going
  for (const row of items)
    if (!leave.has(row.id) && (row.parent === null || going.has(row.parent))) going.add(row.id)
  return going
}

/** Changes of what goes along. */
export const proposalsOf = (preview: Preview, { leave, empty }: Choice): Proposal[] => {
  const going = new Set(preview.sections.flatMap((section) => [...goingIn(section, leave)]))
  return preview.proposals.filter(({ section, item, field }) => {
    // Its title is a field of the dialog itself.
    if (section === null) return field !== 'title'
    if (item === null) return !leave.has(section)
    return going.has(item) && !(field.startsWith('cells.') && empty.has(field.slice('cells.'.length)))
  })
}

/** The body of the call that makes the plan. */
export const bodyOf = (planId: string, preview: Preview, title: string, choice: Choice) => ({
  copyFrom: planId,
  title,
  year: preview.year,
  of: preview.of,
  leave: [...choice.leave],
  empty: [...choice.empty],
  off: preview.proposals
    .filter(({ id, sureness }) => sureness === 'done' && !choice.taken.has(id))
    .map(({ id }) => id),
  on: preview.proposals
    .filter(({ id, sureness }) => sureness === 'offered' && choice.taken.has(id))
    .map(({ id }) => id),
})
