/** Which browser tests of the plan's views go by mouse or finger: those that say so by their names. */
import { expect, test } from 'vitest'
import { type Node, type Visited, ancestorsOf, lineAt, literalText, sources } from '../support/sources.ts'

/** The sheet, its paper, the board, the year, facts, the report, next year's plan and summaries, and what is done there. */
const BY_KEYS = [
  ...['board', 'copies', 'facts', 'gather-into', 'paper', 'periods', 'structure', 'views', 'year'].map(
    (name) => `tests/e2e/${name}.test.ts`,
  ),
  ...['board-page', 'keys', 'year-page'].map((name) => `tests/support/${name}.ts`),
]

/** What points at something, or gives it the focus or a value without a key. */
const POINTS = [
  'click',
  'dblclick',
  'hover',
  'tap',
  'dragTo',
  'check',
  'uncheck',
  'setChecked',
  'selectOption',
  'fill',
  'clear',
  'focus',
  'pressSequentially',
]
/** Helpers of all browser tests that point; those of the views end in the words below. */
const POINTING_HELPERS = ['openCell']
const POINTING_NAME = /By(?:Mouse|Finger)$/
const POINTING_TEST = /\b(?:mouse|finger|taps?)\b/
const TOUCH = 'Input.dispatchTouchEvent'

const nameOf = (node: unknown): string => {
  const name = (node as Node | null)?.name
  return typeof name === 'string' ? name : ''
}

const isPointing = ({ type, callee, ...call }: Node): boolean => {
  if (type !== 'CallExpression') return false
  const called = callee as Node
  if (called.type === 'Identifier')
    return POINTING_HELPERS.includes(nameOf(called)) || POINTING_NAME.test(nameOf(called))
  if (called.type !== 'MemberExpression') return false
  const [verb, of] = [nameOf(called.property), called.object as Node]
  const device = of.type === 'MemberExpression' ? nameOf(of.property) : ''
  if (verb === 'press') return device !== 'keyboard'
  if (verb === 'send') return literalText((call.arguments as Node[])[0]) === TOUCH
  return ['mouse', 'touchscreen'].includes(device) || POINTS.includes(verb)
}

/** Whether a function or a test around it says that it points. */
const saysSo = (visited: Visited): boolean =>
  ancestorsOf(visited).some((node) => {
    if (node.type === 'VariableDeclarator') return POINTING_NAME.test(nameOf(node.id))
    if (node.type !== 'CallExpression') return false
    const title = literalText((node.arguments as Node[])[0])
    return title !== null && /^\[[A-Z]{2}\d/.test(title) && POINTING_TEST.test(title)
  })

test('[KX4] the views’ browser tests use the pointer only where their names say so', () => {
  const files = sources().filter(({ path }) => BY_KEYS.includes(path))
  expect(files.map(({ path }) => path)).toEqual([...BY_KEYS].sort())
  const pointing = files.flatMap(({ path, text, nodes }) =>
    nodes
      .filter((visited) => isPointing(visited.node))
      .map((visited) => ({ where: `${path}:${lineAt(text, visited.node.start)}`, isSaid: saysSo(visited) })),
  )
  expect(pointing.filter(({ isSaid }) => !isSaid).map(({ where }) => where)).toEqual([])
  // The rule still finds what it looks for: cards and bars are dragged, too.
  expect(pointing.length).toBeGreaterThan(10)
})
