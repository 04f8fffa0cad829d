/** Every word that people read comes from the catalogues, in both languages. */
import { expect, test } from 'vitest'
import { boardEn } from '../../shared/i18n/en/board.ts'
import { filterEn } from '../../shared/i18n/en/filter.ts'
import { boardRu } from '../../shared/i18n/ru/board.ts'
import { filterRu } from '../../shared/i18n/ru/filter.ts'
import { checkEn } from '../../shared/i18n/en/check.ts'
import { factEn } from '../../shared/i18n/en/fact.ts'
import { reportEn } from '../../shared/i18n/en/report.ts'
import { factRu } from '../../shared/i18n/ru/fact.ts'
import { reportRu } from '../../shared/i18n/ru/report.ts'
import { periodEn } from '../../shared/i18n/en/period.ts'
import { periodRu } from '../../shared/i18n/ru/period.ts'
import { rowEn } from '../../shared/i18n/en/row.ts'
import { rowRu } from '../../shared/i18n/ru/row.ts'
import { yearEn } from '../../shared/i18n/en/year.ts'
import { yearRu } from '../../shared/i18n/ru/year.ts'
import { checkRu } from '../../shared/i18n/ru/check.ts'
import { commentsEn } from '../../shared/i18n/en/comments.ts'
import { downloadEn } from '../../shared/i18n/en/download.ts'
import { inboxEn } from '../../shared/i18n/en/inbox.ts'
import { inboxRu } from '../../shared/i18n/ru/inbox.ts'
import { messagesEn } from '../../shared/i18n/messages.en.ts'
import { peopleMessagesEn } from '../../shared/i18n/people.en.ts'
import { commentsRu } from '../../shared/i18n/ru/comments.ts'
import { signOffEn } from '../../shared/i18n/en/signoff.ts'
import { signOffRu } from '../../shared/i18n/ru/signoff.ts'
import { historyEn } from '../../shared/i18n/en/history.ts'
import { historyRu } from '../../shared/i18n/ru/history.ts'
import { redlineEn } from '../../shared/i18n/en/redline.ts'
import { redlineRu } from '../../shared/i18n/ru/redline.ts'
import { versionEn } from '../../shared/i18n/en/version.ts'
import { versionRu } from '../../shared/i18n/ru/version.ts'
import { messagesRu } from '../../shared/i18n/messages.ru.ts'
import { peopleMessagesRu } from '../../shared/i18n/people.ru.ts'
import { downloadRu } from '../../shared/i18n/ru/download.ts'
import { type Node, type Visited, lineAt, literalText, sources } from '../support/sources.ts'

const CYRILLIC = /[\u0400-\u04ff]/
const LETTER = /\p{L}/u
/** What is the same in every language. */
const NO_WORD = /^(?:Svod|\.docx|https?:\/\/)$/
/** Knowledge of a language rather than words to read. */
const ABOUT_LANGUAGE = ['client/search/words.ts']
/** Attributes whose text is read or spoken. */
const READ_ATTRIBUTES = [
  'title',
  'alt',
  'placeholder',
  'aria-label',
  'aria-description',
  'aria-roledescription',
]

const russian: Readonly<Record<string, string>> = {
  ...messagesRu,
  ...peopleMessagesRu,
  ...boardRu,
  ...checkRu,
  ...filterRu,
  ...periodRu,
  ...factRu,
  ...reportRu,
  ...rowRu,
  ...yearRu,
  ...downloadRu,
  ...versionRu,
  ...redlineRu,
  ...historyRu,
  ...commentsRu,
  ...signOffRu,
  ...inboxRu,
}
const english: Readonly<Record<string, string>> = {
  ...messagesEn,
  ...peopleMessagesEn,
  ...boardEn,
  ...checkEn,
  ...filterEn,
  ...periodEn,
  ...factEn,
  ...reportEn,
  ...rowEn,
  ...yearEn,
  ...downloadEn,
  ...versionEn,
  ...redlineEn,
  ...historyEn,
  ...commentsEn,
  ...signOffEn,
  ...inboxEn,
}

/** A brace after one of these opens a branch of a plural, not a placeholder. */
const BRANCH = /(?:=\d+|zero|one|two|few|many|other)\s*$/

/** The names of a message's placeholders at any depth, sorted. */
const placeholders = (message: string): string[] => {
  const holes = [...message.matchAll(/\{\s*([\w.]+)\s*[,}]/g)]
  const names = holes
    .filter(({ index }) => !BRANCH.test(message.slice(0, index)))
    .map(([, name]) => name ?? '')
  return [...new Set(names)].toSorted()
}

const client = () =>
  sources().filter(({ path }) => path.startsWith('client/') && !ABOUT_LANGUAGE.includes(path))

/** The tag of a JSX element, null for other nodes. */
const tagOf = (node: Node | undefined): string | null => {
  if (node?.type !== 'JSXElement') return null
  const { name } = node.openingElement as { name: Node }
  return typeof name.name === 'string' ? name.name : null
}

const findNodes = (isWrong: (visited: Visited) => boolean): string[] =>
  client().flatMap(({ path, text, nodes }) =>
    nodes
      .filter(isWrong)
      .map(
        ({ node }) => `${path}:${lineAt(text, node.start)} ${text.slice(node.start, node.end).slice(0, 60)}`,
      ),
  )

test('[HS17] both catalogues have the same keys', () => {
  expect(Object.keys(russian).toSorted()).toEqual(Object.keys(english).toSorted())
})

test('[HS18] a message has the same placeholders in both languages, and no empty text', () => {
  const wrong = Object.keys(russian).filter(
    (key) => String(placeholders(russian[key] ?? '')) !== String(placeholders(english[key] ?? '')),
  )
  expect(wrong).toEqual([])
  const empty = [russian, english].flatMap((one) => Object.keys(one).filter((key) => one[key]?.trim() === ''))
  expect(empty).toEqual([])
})

test('[HS19] no component has words of its own', () => {
  const isWord = (text: string) => LETTER.test(text) && !NO_WORD.test(text.trim())
  // What stands on a key is the same in every language.
  const isText = ({ node, parent }: Visited) =>
    node.type === 'JSXText' && isWord(String(node.value)) && tagOf(parent?.node) !== 'kbd'
  const isReadAttribute = ({ node }: Visited) =>
    node.type === 'JSXAttribute' &&
    READ_ATTRIBUTES.includes(String((node.name as Node).name)) &&
    isWord(literalText(node.value) ?? '')
  expect(findNodes((visited) => isText(visited) || isReadAttribute(visited))).toEqual([])
})

test('[HS20] no Cyrillic stands in the code of the client', () => {
  expect(findNodes(({ node }) => CYRILLIC.test(literalText(node) ?? ''))).toEqual([])
})

test('[HS21] every message is used', () => {
  const product = sources().filter(
    ({ path }) => !path.startsWith('tests/') && !path.startsWith('shared/i18n/'),
  )
  const text = product.map((source) => source.text).join('\n')
  // Keys that are put together while running, such as `error.${code}`, are used through their first part.
  const families = [...text.matchAll(/[`'"]([a-z][\w.-]*[.-])\$\{/gi)].map(([, family]) => family ?? '')
  const isUsed = (key: string) =>
    text.includes(`'${key}'`) || families.some((family) => key.startsWith(family))
  expect(Object.keys(english).filter((key) => !isUsed(key))).toEqual([])
})
