/** One thing has one name on every page, and sentences are set as they are printed. */
import { expect, test } from 'vitest'
import { exportEn } from '../../shared/i18n/en/export.ts'
import { filterEn } from '../../shared/i18n/en/filter.ts'
import { nextYearEn } from '../../shared/i18n/en/next-year.ts'
import { redlineEn } from '../../shared/i18n/en/redline.ts'
import { reportEn } from '../../shared/i18n/en/report.ts'
import { rowEn } from '../../shared/i18n/en/row.ts'
import { checkEn } from '../../shared/i18n/en/check.ts'
import { commentsEn } from '../../shared/i18n/en/comments.ts'
import { messagesEn } from '../../shared/i18n/messages.en.ts'
import { messagesRu } from '../../shared/i18n/messages.ru.ts'
import { checkRu } from '../../shared/i18n/ru/check.ts'
import { commentsRu } from '../../shared/i18n/ru/comments.ts'
import { exportRu } from '../../shared/i18n/ru/export.ts'
import { filterRu } from '../../shared/i18n/ru/filter.ts'
import { nextYearRu } from '../../shared/i18n/ru/next-year.ts'
import { redlineRu } from '../../shared/i18n/ru/redline.ts'
import { reportRu } from '../../shared/i18n/ru/report.ts'
import { rowRu } from '../../shared/i18n/ru/row.ts'
import { STATES as ITEM_STATES } from '../../shared/plan/schema.ts'
import { fold } from '../../shared/plan/table-text.ts'
import { stateOf } from '../../shared/plan/table-words.ts'
import { listFiles, readText } from '../support/sources.ts'

type Words = Readonly<Record<string, string>>

const RU: Words = {
  ...messagesRu,
  ...checkRu,
  ...commentsRu,
  ...exportRu,
  ...filterRu,
  ...nextYearRu,
  ...redlineRu,
  ...reportRu,
  ...rowRu,
}
const EN: Words = {
  ...messagesEn,
  ...checkEn,
  ...commentsEn,
  ...exportEn,
  ...filterEn,
  ...nextYearEn,
  ...redlineEn,
  ...reportEn,
  ...rowEn,
}
const BOTH: [language: string, words: Words][] = [
  ['ru', RU],
  ['en', EN],
]
/** The first parts of the keys that tell a state. */
const STATES = ['table', 'row', 'filter', 'origin', 'redline', 'export'].map((part) => `${part}.state.`)
/** What becomes part of a plan's text, where it is as people type it. */
const OF_A_PLAN = /^ {2}'(?:template\.|import\.column\.|home\.create\.name\.value|gather\.name\.value)/

test.for(BOTH)(
  '[WO1] a state has one word wherever it is told, and files say what is read: %s',
  ([, words]) => {
    for (const state of ITEM_STATES) {
      const told = [...STATES, 'report.figure.'].map((part) => words[part + state]?.toLowerCase())
      const different = new Set(told.filter((word) => word !== undefined))
      // A report tells when something was done.
      expect([...different], state).toHaveLength(1)
      expect(stateOf(fold(words[`export.state.${state}`] ?? '')), state).toBe(state)
    }
  },
)

test('[WO1] a state is read in the words that files had before', () => {
  expect(stateOf('moved')).toBe('moved')
})

test.for(BOTH)('[WO2] what takes the last step back has one name: %s', ([, words]) => {
  const undo = ['table.undo', 'comments.undo', 'check.renumber.undo', 'row.undo'].map((key) => words[key])
  expect(new Set(undo).size).toBe(1)
  expect(undo[0]).not.toBe(words['home.plan.undelete'])
})

test('[WO3] Russian sentences have the long dash, and what belongs together is not parted', () => {
  const files = listFiles(['shared/i18n/ru']).map(readText)
  const lines = files.flatMap((text) => text.replaceAll(/':\n +/g, "': ").split('\n'))
  const texts = lines.filter((line) => line.startsWith("  '"))
  expect(texts.length).toBeGreaterThan(1_000)
  const PARTED = / – |№ |(?:\}|\d) (?:год[ау]?(?!\p{L})|МБ|млн|%)/u
  expect(texts.filter((line) => !OF_A_PLAN.test(line) && PARTED.test(line))).toEqual([])
})

test.for(BOTH)('[WO4] a table too large to paste is sent to the buttons that import it: %s', ([, words]) => {
  const named = ['plan.home', 'home.import'].map((key) => words[key] ?? key)
  for (const key of ['table.paste.tooLong', 'table.paste.tooMuch']) {
    const quoted = [...(words[key] ?? '').matchAll(/[«“]([^»”]+)[»”]/g)].map(([, name]) => name)
    expect(quoted, key).toEqual(named)
  }
})
