/** What a paragraph's place in a list is: of real lists, and of Word's paragraphs that only look like items. */
import type { ListMark } from '../../../shared/plan/table-model.ts'
import type { Declarations } from './css.ts'

/** A list that is open around a paragraph. */
export interface OpenList {
  readonly ordered: boolean
  /** «a» and «A» for letters, «i» and «I» for Roman numbers, else figures. */
  readonly type: string
  readonly marker: 'disc' | 'dash'
  count: number
}

const DASH_STYLE = /["']?\s*(?:[-\u2010-\u2015]|\\2013|\\2014)/

export const openList = (element: Element, style: Declarations): OpenList => {
  const ordered = element.localName === 'ol'
  const start = Number.parseInt(element.getAttribute('start') ?? '1', 10)
  const dashed =
    element.getAttribute('data-marker') === 'dash' || DASH_STYLE.test(style.get('list-style-type') ?? 'disc')
  return {
    ordered,
    type: element.getAttribute('type') ?? TYPES[style.get('list-style-type') ?? ''] ?? '1',
    marker: dashed ? 'dash' : 'disc',
    count: (Number.isSafeInteger(start) && start >= 0 && start < 1e5 ? start : 1) - 1,
  }
}

const TYPES: Record<string, string> = {
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I',
}

const ROMAN: readonly [number, string][] = [
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

const romanOf = (count: number): string => {
  let [rest, text] = [count, '']
  for (const [value, letters] of ROMAN) {
    while (rest >= value) {
      text += letters
      rest -= value
    }
  }
  return text
}

const numeral = (count: number, type: string): string => {
  const letters = (/^a$/i.test(type) && count <= 26 && String.fromCodePoint(96 + count)) || ''
  const roman = /^i$/i.test(type) && count < 90 ? romanOf(count) : ''
  const text = letters || roman || String(count)
  return /^[AI]$/.test(type) ? text.toUpperCase() : text
}

/** The mark of the next item of the innermost list. */
export const nextItem = (lists: readonly OpenList[], value: string | null): ListMark => {
  const level = Math.max(0, lists.length - 1)
  const list = lists.at(-1)
  if (!list?.ordered)
    return { kind: 'bullet', level, text: list?.marker === 'dash' ? '\u2013' : '\u2022', count: 0 }
  const given = value === null ? Number.NaN : Number.parseInt(value, 10)
  list.count = Number.isSafeInteger(given) && given >= 0 ? given : list.count + 1
  return { kind: 'number', level, text: `${numeral(list.count, list.type)}.`, count: list.count }
}

const WORD_LEVEL = /level(\d)/

/** Level of a paragraph that Word made an item («mso-list:l0 level2 lfo1»), or null. */
export const wordLevel = (style: Declarations): number | null => {
  const value = style.get('mso-list')
  if (value === undefined || value === 'ignore' || value === 'none' || value === 'skip') return null
  return Number(WORD_LEVEL.exec(value)?.[1] ?? 1) - 1
}

const NUMBERED = /^[([]?(?:\d|[a-zа-я]{1,5}[.)])/iu

/** The mark that Word printed before an item as words. */
export const wordMark = (printed: string, level: number): ListMark => {
  const text = printed.replace(/[\s\u00a0]+/g, '')
  if (!NUMBERED.test(text))
    return { kind: 'bullet', level, text: /^[-\u2010-\u2015]$/.test(text) ? text : '\u2022', count: 0 }
  return { kind: 'number', level, text, count: Number.parseInt(text.replace(/^\D+/, ''), 10) || 0 }
}
