/** Words with their middle left out: «кв-л», «теч-е», «м-ц», «полуг-е», «сент-рь». Owns finding what they stand for. */
import { shortStem, wordsOf } from './lexicon.ts'
import type { Entry } from './tags.ts'

const SHAPE = /(\p{L}{1,6})-(\p{L}{1,3})(?!\p{L})/uy
/** «м-ц», «к-л»: of these one letter is enough. */
const FAMILIAR = ['monthWord', 'quarter']
/** What is shortened in this way in plans; a word of any other class would only look like one. */
const CLASSES = [
  'month',
  'during',
  'quarter',
  'half',
  'term',
  'monthWord',
  'yearWord',
  'recurring',
  'always',
  'weekday',
]

export interface Shortened {
  readonly word: string
  readonly entry: Entry
}

const among = (head: string, tail: string): Entry | null => {
  for (const [form, entry] of wordsOf()) {
    if (form.length > head.length + tail.length && form.startsWith(head) && form.endsWith(tail)) {
      if (CLASSES.includes(entry.tag) && (head.length > 1 || FAMILIAR.includes(entry.tag))) return entry
    }
  }
  return null
}

/** The shortened word at `at` of a text in plain form, null where there is none. */
export const readShortened = (text: string, at: number): Shortened | null => {
  SHAPE.lastIndex = at
  const found = SHAPE.exec(text)
  const [word, head = '', tail = ''] = found ?? []
  const entry = word === undefined ? null : (among(head, tail) ?? shortStem(head) ?? null)
  return word === undefined || entry === null ? null : { word, entry }
}
