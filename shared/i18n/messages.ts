/** What a catalogue is: the keys of the English ones, each with an ICU text. Owns the types alone. */
import type { boardEn } from './en/board.ts'
import type { checkEn } from './en/check.ts'
import type { filterEn } from './en/filter.ts'
import type { factEn } from './en/fact.ts'
import type { periodEn } from './en/period.ts'
import type { rowEn } from './en/row.ts'
import type { yearEn } from './en/year.ts'
import type { commentsEn } from './en/comments.ts'
import type { downloadEn } from './en/download.ts'
import type { inboxEn } from './en/inbox.ts'
import type { mappingEn } from './en/mapping.ts'
import type { gatherEn } from './en/gather.ts'
import type { nextYearEn } from './en/next-year.ts'
import type { historyEn } from './en/history.ts'
import type { messagesEn } from './messages.en.ts'
import type { reportEn } from './en/report.ts'
import type { signOffEn } from './en/signoff.ts'
import type { redlineEn } from './en/redline.ts'
import type { peopleMessagesEn } from './people.en.ts'

export type MessageKey =
  | keyof typeof messagesEn
  | keyof typeof boardEn
  | keyof typeof checkEn
  | keyof typeof filterEn
  | keyof typeof periodEn
  | keyof typeof factEn
  | keyof typeof reportEn
  | keyof typeof rowEn
  | keyof typeof yearEn
  | keyof typeof peopleMessagesEn
  | keyof typeof downloadEn
  | keyof typeof redlineEn
  | keyof typeof signOffEn
  | keyof typeof historyEn
  | keyof typeof commentsEn
  | keyof typeof inboxEn
  | keyof typeof mappingEn
  | keyof typeof nextYearEn
  | keyof typeof gatherEn
export type Messages = Readonly<Record<MessageKey, string>>
