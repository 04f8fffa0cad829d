/** A plan → Svod's own JSON file (`svod-plan/1`). Owns the layout of the text alone. */
import type { PlanJson } from '../../../shared/plan/json.ts'

const INDENT = 2

/** What is inside of it is written on lines of its own. */
const opened = (text: string, depth: number): string =>
  text.replaceAll('\n', `\n${' '.repeat(depth * INDENT)}`)

/** The text of an object but for its last brace, so that a list can follow. */
const headOf = (value: object): string => JSON.stringify(value, null, INDENT).slice(0, -2)

/**
 * Indented, so that people can read it, and a row a line, so that they can compare two of them and a large plan is not mostly spaces.
 * In pieces, a section each.
 */
export function* writeJson(plan: PlanJson): Generator<string> {
  const { sections, ...head } = plan
  yield `${headOf(head)},\n  "sections": [`
  for (const [index, { items, ...section }] of sections.entries()) {
    const rows = items.map((item) => `\n        ${JSON.stringify(item)}`)
    const list = rows.length === 0 ? '[]' : `[${rows.join(',')}\n      ]`
    yield `${index === 0 ? '' : ','}\n    ${opened(headOf(section), 2)},\n      "items": ${list}\n    }`
  }
  yield sections.length === 0 ? ']\n}\n' : '\n  ]\n}\n'
}
