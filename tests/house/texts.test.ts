/** What must stand in no file at all, and what tests must not do. */
import { expect, test } from 'vitest'
import { type Node, lineAt, listFiles, readText, sources } from '../support/sources.ts'

const TEXT = /\.(?:ts|tsx|mjs|css|html|md|json|yml)$|^\.ci\/run$/
const FOLDERS = ['client', 'server', 'shared', 'tests', '.ci']
const DOCUMENTS = [
  'README',
  'ARCHITECTURE',
  'SPEC',
  'PROTOCOL',
  'DECISIONS',
  'CONTRIBUTING',
  'SECURITY',
  'CHANGELOG',
]
/** Put together here so that this file does not find itself. */
const PERSONAL_FOLDERS = ['work', 'root', 'home/\\w+', 'Users/\\w+'].map((name) => `/${name}/`).join('|')
const UNFINISHED = new RegExp(
  `\\b(?:${['TO', 'FIX', 'XX'].map((start, i) => start + ['DO', 'ME', 'X'][i]).join('|')})\\b`,
)

const texts = (): { path: string; text: string }[] =>
  [
    ...listFiles(FOLDERS),
    ...listFiles(['.']).filter((path) => DOCUMENTS.some((name) => path === `${name}.md`)),
  ]
    .filter((path) => TEXT.test(path))
    .map((path) => ({ path, text: readText(path) }))

const linesWith = (pattern: RegExp): string[] =>
  texts().flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  )

/** A benchmark measures time and luck, so it may spend some. */
const isTest = (path: string): boolean => /^tests\/(?!house\/|bench\/)/.test(path)

const inTests = (isWrong: (node: Node) => boolean): string[] =>
  sources()
    .filter(({ path }) => isTest(path))
    .flatMap(({ path, text, nodes }) =>
      nodes.filter(({ node }) => isWrong(node)).map(({ node }) => `${path}:${lineAt(text, node.start)}`),
    )

const isMember = (node: Node, objects: readonly string[], properties: readonly string[]): boolean =>
  node.type === 'MemberExpression' &&
  objects.includes(String((node.object as Node).name)) &&
  properties.includes(String((node.property as Node).name))

test('[HS22] no file names a folder of the machine it was written on', () => {
  expect(linesWith(new RegExp(`(?:^|[\\s'"\`(=])(?:${PERSONAL_FOLDERS})`))).toEqual([])
})

test('[HS23] nothing is left for later in the code', () => {
  expect(linesWith(UNFINISHED)).toEqual([])
})

test('[HS24] no test is left out', () => {
  const wrong = inTests((node) => isMember(node, ['it', 'test', 'describe'], ['skip', 'only', 'todo']))
  expect(wrong).toEqual([])
})

test('[HS25] no test sleeps, and chance has a seed', () => {
  const SLEEP = /new Promise\b[^\n]*setTimeout\(|from 'node:timers\/promises'|waitForTimeout\(/
  const sleeping = linesWith(SLEEP).filter(isTest)
  expect(sleeping).toEqual([])
  expect(inTests((node) => isMember(node, ['Math'], ['random']))).toEqual([])
})
