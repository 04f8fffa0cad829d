/**
 * Lines under the rows of a list that say themselves what they hold: «Срок: до 1 марта. Отв.: Иванова». Owns parting
 * them into columns; where a label is not sure, the words stay in the title.
 */
import type { ColumnJson } from './json.ts'
import type { OpenItem } from './table-assembly.ts'
import type { Para } from './table-model.ts'
import { fold, quoteOf, rawText, tidy, withoutEnd } from './table-text.ts'

type Kind = 'period' | 'who' | 'where'

const TAIL = String.raw`(?:\s+(?:проведения|исполнения|выполнения|реализации|исполнители?|лица|лицо|проведення|виконання))?`
const NAMES: readonly (readonly [kind: Kind, words: string])[] = [
  [
    'period',
    String.raw`(?:сроки?|дат[аы]|период|время|термін|строки?|дата)${TAIL}|deadline|dates?|when|due(?:\sdate)?`,
  ],
  [
    'who',
    String.raw`(?:отв(?:етственн\p{L}{1,3})?\.?|исполнител[ьи]|куратор|организатор|відповідальн\p{L}{1,3}|виконав\p{L}{1,3})${TAIL}|responsible|owner|who`,
  ],
  ['where', String.raw`(?:место|місце)${TAIL}|where|venue|place`],
]
const LABEL = new RegExp(
  String.raw`(?<![\p{L}\d])(${NAMES.map(([, words]) => words).join('|')})\s?(?::|\s[-–—](?=\s))\s*`,
  'giu',
)
const KINDS = NAMES.map(([kind, words]) => [kind, new RegExp(`^(?:${words})$`, 'iu')] as const)

/** A label begins the line, or stands behind what ends a sentence or a column. */
const STARTS = /(?:^[\s•·*(–—-]*|[.;,!?»)(]\s*|\t\s*|\s{3,}|\n\s*|^.*[\p{Ll}.]\s{2,})$/u
const CLOSES = /[\s.;,]+$/u

interface Part {
  kind: Kind
  label: string
  value: string
  from: number
}

/** A full stop of «Отв.» and of initials («Иванова И.И.») stays. */
const valueOf = (text: string): string => {
  const value = tidy(text)
  const bare = value.replace(CLOSES, '')
  return /(?<!\p{L})(?:\p{Lu}|гг?|р|др|пр|[тТ]\.\s?[дп])$/u.test(bare) && value.charAt(bare.length) === '.'
    ? `${bare}.`
    : bare
}

/** Where the bracket closes that a label stands in; -1 where it stands in none, or `text` does not close it. */
const closeOf = (before: string, text: string): number => {
  let depth = before.split('(').length - before.split(')').length
  if (depth <= 0) return -1
  return text.split('').findIndex((char) => (depth += char === '(' ? 1 : char === ')' ? -1 : 0) === 0)
}

/** What a label says; null where it stands in brackets behind which the sentence goes on: «(срок: март) для всех». */
const saidBehind = (before: string, text: string): string | null => {
  const close = closeOf(before, text)
  if (close < 0) return valueOf(text)
  return /[\p{L}\d]/u.test(text.slice(close + 1)) ? null : valueOf(text.slice(0, close))
}

/** Labels and what they say; '' where one says nothing. */
const partsOf = (text: string): Part[] => {
  const found = [...text.matchAll(LABEL)].filter(({ index }) => STARTS.test(text.slice(0, index)))
  const parts: Part[] = []
  let end = text.length
  for (const match of found.reverse()) {
    const label = match[1] ?? ''
    const kind = KINDS.find(([, pattern]) => pattern.test(label))?.[0]
    const value = saidBehind(text.slice(0, match.index), text.slice(match.index + match[0].length, end))
    if (!kind || value === null) continue
    parts.unshift({ kind, label, value, from: match.index })
    end = match.index
  }
  return parts
}

const LEAST_LINES = 2
const LONGEST_LABEL = 200

/** Columns of a list that its labelled lines make. */
export class LabelledLines {
  private readonly labels = new Map<Kind, Set<string>>()
  private readonly isUsed: boolean

  /** @param rows all paragraphs of the list */
  constructor(rows: readonly Para[]) {
    this.isUsed =
      rows.filter((para) => partsOf(rawText(para)).some(({ value }) => value !== '')).length >= LEAST_LINES
  }

  /** Whether the paragraph begins with a label, so that all of it belongs to the row above. */
  leads(para: Para): boolean {
    const text = rawText(para)
    const first = this.isUsed ? partsOf(text)[0] : undefined
    return first !== undefined && !/[\p{L}\d]/u.test(text.slice(0, first.from))
  }

  /** Puts what is labelled into the row; what is left of the paragraph is its words. */
  take(para: Para, item: OpenItem): Para {
    const text = rawText(para)
    const parts = this.isUsed ? partsOf(text) : []
    const [first] = parts
    if (!first) return para
    for (const part of parts) this.put(part, item)
    const head = text.slice(0, first.from).replace(/[\s(•·*–—-]+$/u, '')
    return withoutEnd(para, head.length)
  }

  private put({ kind, label, value }: Part, item: OpenItem): void {
    const labels = this.labels.get(kind) ?? new Set()
    this.labels.set(kind, labels.add(label))
    if (value === '') return
    if (kind === 'period') item.period.push(value)
    else item.cells.set(kind, [...(item.cells.get(kind) ?? []), value])
  }

  /** The columns in the order in which they were met; each is named by its longest label. */
  columns(): ColumnJson[] {
    return [...this.labels].map(([kind, labels]) => {
      const [title = ''] = [...labels].sort((a, b) => b.length - a.length)
      const named = title.charAt(0).toUpperCase() + title.slice(1, LONGEST_LABEL)
      return { key: kind, title: named }
    })
  }

  /** The labels as they stand in the file, '' where there are none. */
  quote(): string {
    const all = [...this.labels.values()].flatMap((labels) => [...labels])
    return quoteOf([...new Map(all.map((label) => [fold(label), label])).values()].join(' · '))
  }
}
