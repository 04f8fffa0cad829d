/** The words on the page, from the catalogue: tests find things by what people read, in either language. */
import { boardEn } from '../../shared/i18n/en/board.ts'
import { filterEn } from '../../shared/i18n/en/filter.ts'
import { boardRu } from '../../shared/i18n/ru/board.ts'
import { filterRu } from '../../shared/i18n/ru/filter.ts'
import { commentsEn } from '../../shared/i18n/en/comments.ts'
import { commentsRu } from '../../shared/i18n/ru/comments.ts'
import { inboxEn } from '../../shared/i18n/en/inbox.ts'
import { inboxRu } from '../../shared/i18n/ru/inbox.ts'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import { checkEn } from '../../shared/i18n/en/check.ts'
import { periodEn } from '../../shared/i18n/en/period.ts'
import { periodRu } from '../../shared/i18n/ru/period.ts'
import { rowEn } from '../../shared/i18n/en/row.ts'
import { rowRu } from '../../shared/i18n/ru/row.ts'
import { yearEn } from '../../shared/i18n/en/year.ts'
import { yearRu } from '../../shared/i18n/ru/year.ts'
import { checkRu } from '../../shared/i18n/ru/check.ts'
import { messagesEn } from '../../shared/i18n/messages.en.ts'
import { downloadEn } from '../../shared/i18n/en/download.ts'
import { downloadRu } from '../../shared/i18n/ru/download.ts'
import { peopleMessagesEn } from '../../shared/i18n/people.en.ts'
import { messagesRu } from '../../shared/i18n/messages.ru.ts'
import { peopleMessagesRu } from '../../shared/i18n/people.ru.ts'
import { mappingEn } from '../../shared/i18n/en/mapping.ts'
import { mappingRu } from '../../shared/i18n/ru/mapping.ts'
import { gatherEn } from '../../shared/i18n/en/gather.ts'
import { gatherRu } from '../../shared/i18n/ru/gather.ts'
import { nextYearEn } from '../../shared/i18n/en/next-year.ts'
import { nextYearRu } from '../../shared/i18n/ru/next-year.ts'
import { historyEn } from '../../shared/i18n/en/history.ts'
import { historyRu } from '../../shared/i18n/ru/history.ts'
import { redlineEn } from '../../shared/i18n/en/redline.ts'
import { redlineRu } from '../../shared/i18n/ru/redline.ts'
import { factEn } from '../../shared/i18n/en/fact.ts'
import { factRu } from '../../shared/i18n/ru/fact.ts'
import { reportEn } from '../../shared/i18n/en/report.ts'
import { reportRu } from '../../shared/i18n/ru/report.ts'
import { signOffEn } from '../../shared/i18n/en/signoff.ts'
import { signOffRu } from '../../shared/i18n/ru/signoff.ts'

const ALL = {
  ru: {
    ...messagesRu,
    ...peopleMessagesRu,
    ...boardRu,
    ...checkRu,
    ...filterRu,
    ...periodRu,
    ...rowRu,
    ...yearRu,
    ...downloadRu,
    ...redlineRu,
    ...historyRu,
    ...commentsRu,
    ...signOffRu,
    ...inboxRu,
    ...mappingRu,
    ...nextYearRu,
    ...gatherRu,
    ...factRu,
    ...reportRu,
  },
  en: {
    ...messagesEn,
    ...peopleMessagesEn,
    ...boardEn,
    ...checkEn,
    ...filterEn,
    ...periodEn,
    ...rowEn,
    ...yearEn,
    ...downloadEn,
    ...redlineEn,
    ...historyEn,
    ...commentsEn,
    ...signOffEn,
    ...inboxEn,
    ...mappingEn,
    ...nextYearEn,
    ...gatherEn,
    ...factEn,
    ...reportEn,
  },
}

type Values = Readonly<Record<string, string>>

const fill = (message: string, values: Values): string =>
  message.replaceAll(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole)

/** A Russian message with its simple placeholders filled. */
export const ru = (key: MessageKey, values: Values = {}): string => fill(ALL.ru[key], values)

/** An English message with its simple placeholders filled. */
export const en = (key: MessageKey, values: Values = {}): string => fill(ALL.en[key], values)
