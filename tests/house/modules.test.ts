/** What a module may look like: named exports, a header, no re-exports, the environment read in one place. */
import { expect, test } from 'vitest'
import { type Node, lineAt, sources } from '../support/sources.ts'

const DEFAULT_EXPORT_ALLOWED = ['vite.config.ts']
const READS_ENVIRONMENT = ['server/config.ts', 'server/start.mjs', 'server/setup/']

const product = () => sources().filter(({ path }) => !path.startsWith('tests/'))

/** Lines `path:line` of the nodes for which `isWrong` holds. */
const findNodes = (isWrong: (node: Node, path: string) => boolean, among = sources()): string[] =>
  among.flatMap(({ path, text, nodes }) =>
    nodes.filter(({ node }) => isWrong(node, path)).map(({ node }) => `${path}:${lineAt(text, node.start)}`),
  )

test('[HS8] nothing is exported by default but what a tool demands', () => {
  const wrong = findNodes(
    ({ type }, path) => type === 'ExportDefaultDeclaration' && !DEFAULT_EXPORT_ALLOWED.includes(path),
  )
  expect(wrong).toEqual([])
})

test('[HS9] no module passes on what another one exports', () => {
  const wrong = findNodes(
    ({ type, source }) =>
      type === 'ExportAllDeclaration' || (type === 'ExportNamedDeclaration' && Boolean(source)),
  )
  expect(wrong).toEqual([])
})

test('[HS10] only config.ts and the setup read the environment', () => {
  const isEnvironment = (node: Node) =>
    node.type === 'MemberExpression' &&
    (node.object as Node).name === 'process' &&
    (node.property as Node).name === 'env'
  const elsewhere = product().filter(
    ({ path }) => !READS_ENVIRONMENT.some((allowed) => path.startsWith(allowed)),
  )
  expect(findNodes(isEnvironment, elsewhere)).toEqual([])
})

test('[HS11] every file says at its top what it owns', () => {
  const wrong = sources().filter(({ text }) => !/^(?:#!.*\n)?\/\*\*?/.test(text))
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('[HS12] shared code takes clock, randomness and ids as arguments', () => {
  const IMPURE = [
    ['Date', 'now'],
    ['Math', 'random'],
    ['crypto', 'randomUUID'],
    ['performance', 'now'],
  ]
  const isImpure = (node: Node) =>
    node.type === 'MemberExpression' &&
    IMPURE.some(([object, property]) => {
      return (node.object as Node).name === object && (node.property as Node).name === property
    })
  const shared = sources().filter(({ path }) => path.startsWith('shared/'))
  expect(findNodes(isImpure, shared)).toEqual([])
})
