/** Small files, small functions: measured, so that growth is seen when it happens. */
import { expect, test } from 'vitest'
import { type Node, type Visited, lineAt, lineCount, sources } from '../support/sources.ts'

const MAX_FILE_LINES = 400
const MEDIAN_FILE_LINES = 120
const MAX_FUNCTION_LINES = 60
const MEDIAN_FUNCTION_LINES = 10

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

interface Measured {
  where: string
  lines: number
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

/** A suite is a chapter of a test file, no function that somebody has to understand at once. */
const isSuite = ({ parent }: Visited): boolean => {
  const call = parent?.node
  if (call?.type !== 'CallExpression') return false
  // `describe.each(cases)(name, suite)` calls what a call returned.
  const outer = call.callee as Node
  const callee = outer.type === 'CallExpression' ? (outer.callee as Node) : outer
  const name = callee.type === 'MemberExpression' ? (callee.object as Node).name : callee.name
  return name === 'describe'
}

const functions = (): Measured[] =>
  sources().flatMap(({ path, text, nodes }) =>
    nodes
      .filter((visited) => FUNCTIONS.includes(visited.node.type) && !isSuite(visited))
      .map(({ node }) => ({
        where: `${path}:${lineAt(text, node.start)}`,
        lines: lineCount(text.slice(node.start, node.end)),
      })),
  )

const files = (): Measured[] => sources().map(({ path, text }) => ({ where: path, lines: lineCount(text) }))

const tooLong = (measured: readonly Measured[], max: number): string[] =>
  measured.filter(({ lines }) => lines > max).map(({ where, lines }) => `${where} has ${lines} lines`)

test('[HS13] no file is longer than 400 lines, half are at most 120', () => {
  expect(tooLong(files(), MAX_FILE_LINES)).toEqual([])
  expect(median(files().map(({ lines }) => lines))).toBeLessThanOrEqual(MEDIAN_FILE_LINES)
})

test('[HS14] no function is longer than 60 lines, half are at most 10', () => {
  expect(tooLong(functions(), MAX_FUNCTION_LINES)).toEqual([])
  expect(median(functions().map(({ lines }) => lines))).toBeLessThanOrEqual(MEDIAN_FUNCTION_LINES)
})
