/** SPEC.md and the tests speak of each other: every rule has a test, every test a rule. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../support/root.ts'
import { type Node, ancestorsOf, lineAt, literalText, readText, sources } from '../support/sources.ts'

const RULE = /^- \*\*([A-Z]{2}\d+)\*\* /gm
const CITED = /\[([A-Z]{2}\d+(?:, ?[A-Z]{2}\d+)*)\]/g
const SUITES = ['describe', 'test', 'it']

const testFiles = () => sources().filter(({ path }) => path.startsWith('tests/'))

const rules = (): string[] => {
  expect(existsSync(join(ROOT, 'SPEC.md')), 'SPEC.md with the numbered rules').toBe(true)
  return [...readText('SPEC.md').matchAll(RULE)].map(([, id]) => id ?? '')
}

const citedIn = (text: string): string[] =>
  [...text.matchAll(CITED)].flatMap(([, ids]) => ids?.split(/, ?/) ?? [])

/** `it`, `it.each(…)`, `test.for(…)` … → its first word; null for any other call. */
const suiteWord = (callee: Node): string | null => {
  if (callee.type === 'Identifier') return SUITES.find((word) => word === callee.name) ?? null
  if (callee.type === 'MemberExpression') return suiteWord(callee.object as Node)
  return callee.type === 'CallExpression' ? suiteWord(callee.callee as Node) : null
}

/** The name of a suite or test, null for other nodes and for names made up while running. */
const nameOf = (node: Node): string | null => {
  if (node.type !== 'CallExpression' || suiteWord(node.callee as Node) === null) return null
  return literalText((node.arguments as Node[])[0])
}

const isTest = (node: Node): boolean => suiteWord(node.callee as Node) !== 'describe'

test('[HS15] every rule of SPEC.md stands there once and is cited by a test', () => {
  const all = rules()
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([])
  const literals = testFiles().flatMap(({ nodes }) => nodes.map(({ node }) => literalText(node)))
  const cited = new Set(literals.flatMap((text) => (text === null ? [] : citedIn(text))))
  expect(all.filter((id) => !cited.has(id))).toEqual([])
})

test('[HS16] every test cites a rule that stands in SPEC.md', () => {
  const all = new Set(rules())
  const wrong = testFiles().flatMap(({ path, text, nodes }) =>
    nodes.flatMap((visited) => {
      const name = nameOf(visited.node)
      if (name === null || !isTest(visited.node)) return []
      const names = [visited.node, ...ancestorsOf(visited)].map((node) => nameOf(node) ?? '')
      const cited = names.flatMap(citedIn)
      const isFine = cited.length > 0 && cited.every((id) => all.has(id))
      return isFine ? [] : [`${path}:${lineAt(text, visited.node.start)} ${name}`]
    }),
  )
  expect(wrong).toEqual([])
})
