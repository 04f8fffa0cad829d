/** What somebody is told: one thing that one person did. Owns the shape and where it leads; pure. */
import { type NoticeKind, type NoticeSaying, kindOf } from './kinds.ts'

export interface Notice {
  /** Made of what it is about: whatever is looked at twice makes the same notice. */
  id: string
  says: NoticeSaying
  plan: string
  /** When the server heard of it: ms since the epoch. */
  at: number
  /** Identity id of whoever did it, and their name then. */
  by: string
  name: string
  /** Changes when the same thing happens again: then it is news again. */
  mark: string
  thread: string | null
  message: string | null
  row: string | null
  section: string | null
  /** What it is about, in the plan's words: a row's title, say; '' where the plan itself is. */
  about: string
  /** The beginning of what was said; '' where nothing was. */
  text: string
}

const MAX_TEXT = 240
const MAX_ABOUT = 160

const cut = (text: string, max: number): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  const letters = Array.from(line)
  return letters.length <= max
    ? line
    : `${letters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`
}

/** The beginning of a text, in one line. */
export const excerpt = (text: string): string => cut(text, MAX_TEXT)
export const aboutLine = (text: string): string => cut(text, MAX_ABOUT)

/** As much of a notice as says where it is. */
type Where = Pick<Notice, 'plan' | 'thread' | 'row' | 'section' | 'says' | 'about'>

/** Whether it is about something in the plan, which then stands beside what is said. */
export const hasPlace = ({ thread, row, section }: Pick<Where, 'thread' | 'row' | 'section'>): boolean =>
  (thread ?? row ?? section) !== null

/** What these are about stands in the report. */
const REMINDERS: readonly NoticeKind[] = ['due', 'overdue']

/** The path that leads to what it is about. */
export const pathOfNotice = ({ plan, thread, row, section, says, about }: Where): string => {
  if (REMINDERS.includes(kindOf(says))) return `/p/${plan}?view=document&report=year`
  if (says === 'edition.offered') return `/p/${plan}#version=${about}`
  if (section !== null) return `/p/${plan}#section=${section}`
  if (thread !== null) return `/p/${plan}#thread=${thread}`
  return row === null ? `/p/${plan}` : `/p/${plan}#row=${row}`
}
