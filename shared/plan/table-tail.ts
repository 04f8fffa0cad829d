/**
 * Is this row the rest of the row before it, cut off by a page break? Owns weighing the evidence; the numbers are
 * weights, summed up and held against one threshold. Must not move any text.
 */
import { fold, tidy } from './table-text.ts'
import { HANGING } from './table-words.ts'

/** What is known of a row that may be a tail, and of the text that it would go on with. */
export interface TailEvidence {
  text: string
  /** The text before it: the last row's title. */
  before: string
  /** It is the first row of a table that goes on with the one before. */
  atTableStart: boolean
  /** It reaches over the full width, as section rows do. */
  wide: boolean
  bold: boolean
  centred: boolean
  /** It has a number of its own, or a date of its own. */
  numbered: boolean
  dated: boolean
  /** The row before has a number. */
  afterNumbered: boolean
  /** Nearly all rows of this plan have a number. */
  numbersAreNormal: boolean
  /** It repeats the number of the row before, as a row does that a converter cut in two. */
  repeatsNumber: boolean
  /** The other full-width rows of the plan are bold or centred. */
  sectionsStyled: boolean
  /** Rows and sections of this plan often begin in lower case. */
  lowerIsNormal: boolean
  /** What comes next goes on with the row before: its number counts on, or a section begins at once. */
  nextGoesOn: boolean
  /** The text before ends with a list, and this begins with the list's marker. */
  continuesList: boolean
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['«', '»'],
  ['(', ')'],
  ['“', '”'],
  ['„', '“'],
  ['[', ']'],
]

const count = (text: string, char: string): number => text.split(char).length - 1

/** Closing characters of the pairs that are open at the end of a text. */
const openPairs = (text: string): string[] => [
  ...PAIRS.filter(([open, close]) => count(text, open) > count(text, close)).map(([, close]) => close),
  ...(count(text, '"') % 2 === 1 ? ['"'] : []),
]

const startsLower = (text: string): boolean => /^[\p{Ll}]/u.test(text)
const startsInside = (text: string): boolean => /^[,;:.)»”\]%–—-]/u.test(text)
const endsSentence = (text: string): boolean => /[.!?;…»)"”]$/u.test(text)
const endsHanging = (text: string): boolean =>
  /[,\u2010\u2013\u2014(«-]$/u.test(text) || HANGING.test(fold(text))

/** A text that introduces others («Выставки:») is followed by rows of their own. */
const introduces = (text: string): boolean => /[:：]$/u.test(text)

/** So much of the text before is enough to judge by. */
const LONGEST_BEFORE = 4_000

const THRESHOLD = 4
const DOUBT = 2.5

/** The weight of evidence that the row goes on with the one before it. */
export const tailWeight = (evidence: TailEvidence): number => {
  const text = tidy(evidence.text)
  const before = tidy(evidence.before.slice(-LONGEST_BEFORE))
  const lower = startsLower(text) || (startsInside(text) && !evidence.continuesList)
  const open = openPairs(before)
  const weights: readonly (readonly [boolean, number])[] = [
    [lower && !evidence.lowerIsNormal, 3],
    [lower && evidence.lowerIsNormal, 1],
    [!lower && !evidence.continuesList, -2],
    [open.length > 0, 2],
    [open.some((close) => text.includes(close)), 2],
    [endsHanging(before), 3],
    [!endsSentence(before), 1],
    [evidence.atTableStart, 2],
    [!evidence.atTableStart, -2],
    [evidence.afterNumbered && !evidence.numbered && !evidence.wide, 1],
    [evidence.numbersAreNormal && !evidence.numbered && !evidence.wide, 1],
    [evidence.repeatsNumber, 2],
    [introduces(before) && !evidence.atTableStart, -3],
    [lower && evidence.wide && !evidence.lowerIsNormal, 1],
    [lower && evidence.wide && evidence.nextGoesOn, 4],
    [evidence.continuesList, 2],
    [evidence.wide && evidence.sectionsStyled && !evidence.bold && !evidence.centred, 2],
    [evidence.bold, -1.5],
    [evidence.centred, -1.5],
    [evidence.dated, -4],
    [evidence.numbered, -8],
  ]
  return weights.reduce((sum, [holds, weight]) => (holds ? sum + weight : sum), 0)
}

export type TailVerdict = 'tail' | 'doubtful' | 'own'

/** 'tail': it goes on with the row before; 'doubtful': it stays a row, and somebody should look. */
export const judgeTail = (evidence: TailEvidence): TailVerdict => {
  const weight = tailWeight(evidence)
  if (weight >= THRESHOLD) return 'tail'
  // A title of a section in lower case under an unfinished text is worth a look, however it is dressed.
  const oddSection = evidence.wide && !evidence.lowerIsNormal && startsLower(tidy(evidence.text))
  const unfinished = !endsSentence(tidy(evidence.before.slice(-LONGEST_BEFORE)))
  return weight >= DOUBT || (oddSection && unfinished) ? 'doubtful' : 'own'
}

/** Whether a text goes on in the middle of a sentence (no new paragraph between). */
export const flowsOn = (before: string, text: string): boolean => {
  const head = tidy(before)
  const tail = tidy(text)
  return !/[.!?]$/.test(head) || startsLower(tail) || startsInside(tail)
}

/** Whether a line goes on with the one above it in the same sentence: «в течение» + «года», «Иванова» + «И.И.». */
export const lineFlowsOn = (above: string, line: string): boolean => {
  const head = tidy(above)
  if (/^\p{Lu}\.\s?(?:\p{Lu}\.)?[,;]?$/u.test(line)) return /\p{L}$/u.test(head)
  return (
    /^[\p{Ll}]/u.test(line) &&
    (/[,\-–—]$/.test(head) || HANGING.test(fold(head)) || fold(head).endsWith('течение'))
  )
}

/** What stands between two halves of a cut text: nothing after a hyphen inside a word, else a space. */
export const jointOf = (before: string, text: string): string =>
  /\p{L}-$/u.test(before.trimEnd()) && startsLower(text.trimStart()) ? '' : ' '
