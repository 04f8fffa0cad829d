/**
 * The project's own sources as text and as syntax trees, for the tests of the house rules.
 * Owns finding, parsing and walking; what is right or wrong is each test's business.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'vite'
import { ROOT } from './root.ts'

const FOLDERS = ['client', 'server', 'shared', 'tests']
const CODE = /\.(?:ts|tsx|mjs)$/
const IGNORED = /(?:^|\/)(?:node_modules|dist|data|test-results)\//

/** A node of the syntax tree (ESTree with TypeScript and JSX); every field beyond these depends on `type`. */
export interface Node {
  type: string
  start: number
  end: number
  [field: string]: unknown
}

export interface Import {
  /** As written. */
  specifier: string
  /** Path in the checkout, null for packages and built-ins. */
  target: string | null
  /** True where only types come in: nothing of it is left at run time. */
  typeOnly: boolean
  /** True where it is read when the program comes by, not when it starts. */
  onDemand: boolean
}

/** A node in its place. */
export interface Visited {
  node: Node
  parent: Visited | null
}

export interface Source {
  /** Path in the checkout, with forward slashes. */
  path: string
  text: string
  /** Every node of the file, from the top down. */
  nodes: readonly Visited[]
  imports: readonly Import[]
}

/** Paths of all files under the given folders of the checkout, sorted. */
export const listFiles = (folders: readonly string[]): string[] =>
  folders
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !IGNORED.test(path))
    .sort()

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

const visit = (node: Node, parent: Visited | null, nodes: Visited[]): void => {
  const visited = { node, parent }
  nodes.push(visited)
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const child of value) if (isNode(child)) visit(child, visited, nodes)
    } else if (isNode(value)) visit(value, visited, nodes)
  }
}

/** What a node stands in, innermost first. */
export const ancestorsOf = ({ parent }: Visited): Node[] =>
  parent ? [parent.node, ...ancestorsOf(parent)] : []

/** The literal text of a string or of a template without its holes, null for anything else. */
export const literalText = (node: unknown): string | null => {
  if (!isNode(node)) return null
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node.type !== 'TemplateLiteral') return null
  return (node.quasis as { value: { cooked: string } }[]).map((part) => part.value.cooked).join('…')
}

const specifiersOf = (node: Node): [string, boolean] | null => {
  const source = literalText(node.source)
  if (source === null) return null
  const specifiers = (node.specifiers ?? []) as Node[]
  const allTypes = specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type')
  return [source, node.importKind === 'type' || node.exportKind === 'type' || allTypes]
}

const importsOf = (path: string, nodes: readonly Visited[]): Import[] => {
  const found: Import[] = []
  for (const { node } of nodes) {
    if (!/^(?:Import|Export)/.test(node.type)) continue
    const specifier = specifiersOf(node)
    if (!specifier) continue
    const [text, typeOnly] = specifier
    const target = text.startsWith('.')
      ? relative(ROOT, resolve(ROOT, dirname(path), text)).replaceAll('\\', '/')
      : null
    found.push({ specifier: text, target, typeOnly, onDemand: node.type === 'ImportExpression' })
  }
  return found
}

const parse = (path: string): Source => {
  const text = readText(path)
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`)
  const nodes: Visited[] = []
  visit(program as unknown as Node, null, nodes)
  return { path, text, nodes, imports: importsOf(path, nodes) }
}

let cache: readonly Source[] | null = null

/** Every source file of the project, tests included, parsed once. */
export const sources = (): readonly Source[] =>
  (cache ??= [...listFiles(FOLDERS), 'vite.config.ts'].filter((path) => CODE.test(path)).map(parse))

/** The line (from 1) of an offset in a text. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** How many lines a piece of a text takes. */
export const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length
