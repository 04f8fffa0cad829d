/** What moving one end of a period does to its words. */
import { describe, expect, test } from 'vitest'
import { movePeriod } from '../../../shared/board/move-period.ts'
import { parsePeriod } from '../../../shared/period/parse.ts'
import { applyEdits } from '../../../shared/period/shift.ts'
import { stretchWords } from '../../../shared/period/stretch.ts'
import type { PeriodFix } from '../../../shared/plan/notes.ts'
import { contextOf } from '../../../shared/plan/period-text.ts'
import { printOf } from '../../../shared/plan/print.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { MONTH_PHRASES } from './phrases-months.ts'
import { SAMPLE_PHRASES } from './phrases-sample.ts'
import { labelled } from './table.ts'

const PHRASES = [SAMPLE_PHRASES, MONTH_PHRASES].flatMap(labelled).filter((_, at) => at % 2 === 0)
const context = contextOf(2022, 'Раздел')

/** What the cell says then; in brackets what its words, which stay, are taken for. */
const after = (text: string, from: number, to: number): string => {
  const blocks = text === '' ? [] : textToBlocks(text)
  const done = movePeriod({ blocks, fix: null, context, language: 'ru' }, { kind: 'span', from, to })
  if (done.kind === 'same') return 'same'
  return done.kind === 'words' ? done.after : `[${done.reading?.kind} ${done.reading?.months.join()}]`
}

describe('The month at the end that moved', () => {
  test('[YV7] is named anew in its form, and nothing else is touched', () => {
    expect(after('февраль- сентябрь', 2, 10)).toBe('февраль- октябрь')
    expect(after('февраль- сентябрь', 3, 9)).toBe('март- сентябрь')
    expect(after('с июня по август', 6, 7)).toBe('с июня по июль')
    expect(after('с 15 марта по 20 мая', 4, 5)).toBe('с 15 апреля по 20 мая')
    expect(after('15.03.2022 – 20.05.2022', 3, 6)).toBe('15.03.2022 – 20.06.2022')
    expect(after('I–II квартал', 1, 9)).toBe('I–III квартал')
    expect(after('С марта', 5, 12)).toBe('С мая')
    expect(after('March to May', 3, 6)).toBe('March to June')
  })

  test('[YV7] stands beside the only one, in the case, length and capitals of it', () => {
    expect(after('июнь', 6, 7)).toBe('июнь–июль')
    expect(after('Июнь', 4, 6)).toBe('Апрель–июнь')
    expect(after('ИЮНЬ', 6, 7)).toBe('ИЮНЬ–ИЮЛЬ')
    expect(after('в июне', 6, 7)).toBe('в июне–июле')
    expect(after('июнь 2022 г., 16 ч.', 6, 7)).toBe('июнь–июль 2022 г., 16 ч.')
    expect(after('окт.', 10, 11)).toBe('окт.–нояб.')
    expect(after('апр.', 4, 5)).toBe('апр.–май')
    expect(after('с марта', 3, 10)).toBe('с марта по октябрь')
    expect(after('from March', 3, 6)).toBe('from March to June')
    expect(after('June', 5, 6)).toBe('May–June')
  })

  test('[YV7] goes with what joined the two where one is left', () => {
    expect(after('февраль- сентябрь', 2, 2)).toBe('февраль')
    expect(after('Март - апрель', 4, 4)).toBe('Апрель')
    expect(after('с июня по август', 6, 6)).toBe('июнь')
    expect(after('С июня по август', 8, 8)).toBe('Август')
    expect(after('с 15 марта по 20 мая', 5, 5)).toBe('с 15 мая по 20 мая')
  })
})

describe('Words that cannot be changed so', () => {
  test('[YV7] stay to the letter beside a corrected reading', () => {
    for (const [text, from, to] of [
      ['1–3 июня', 6, 7],
      ['последний четверг июня', 6, 7],
      ['середина июня', 6, 7],
      ['март, апрель, май', 3, 4],
      ['с 15 марта', 3, 10],
      ['на Масленицу', 2, 3],
    ] as const) {
      const months = Array.from({ length: to - from + 1 }, (_, at) => from + at).join()
      expect(after(text, from, to), text).toBe(`[range ${months}]`)
    }
  })

  test('[YV7] are replaced where they say one vague time and nothing else; an empty cell is written', () => {
    expect(after('В течение года', 3, 10)).toBe('Март–октябрь')
    expect(after('1 кв.', 1, 4)).toBe('январь–апрель')
    expect(after('I квартал', 1, 6)).toBe('январь–июнь')
    expect(after('', 3, 5)).toBe('март–май')
    expect(after('', 3, 3)).toBe('март')
    expect(after('июнь', 6, 6)).toBe('same')
  })

  test('[YV7] whose reading was corrected keep it so, and lose it where they say the months themselves', () => {
    const blocks = textToBlocks('март – май')
    const of = printOf('март – май')
    const reading = { kind: 'range' as const, months: [4, 5], start: null, end: null, hours: null }
    const fix: PeriodFix = { ...reading, of, by: 'anna', at: 1 }
    const cell = { blocks, fix, context, language: 'ru' } as const
    expect(movePeriod(cell, { kind: 'span', from: 4, to: 7 })).toMatchObject({
      reading: { months: [4, 5, 6, 7] },
    })
    expect(movePeriod(cell, { kind: 'span', from: 3, to: 5 })).toMatchObject({
      kind: 'reading',
      reading: null,
    })
  })
})

test('[YV7] whatever is written reads back as exactly the months that were asked for, with its hours and days', () => {
  let changed = 0
  for (const { text, year } of PHRASES) {
    const before = parsePeriod(text, { year })
    const [first, last] = [before.months[0], before.months.at(-1)]
    if (first === undefined || last === undefined) continue
    for (const span of [
      { from: first, to: Math.min(12, last + 1) },
      { from: Math.max(1, first - 2), to: last },
      { from: first, to: first },
    ]) {
      const edits = stretchWords(text, { year }, span)
      if (edits === null) continue
      changed++
      const next = applyEdits(text, edits)
      const read = parsePeriod(next, { year })
      const months = Array.from({ length: span.to - span.from + 1 }, (_, at) => span.from + at)
      expect(read.months, `${text} → ${next}`).toEqual(months)
      expect([read.hours, read.start?.slice(8), read.end?.slice(8)], `${text} → ${next}`).toEqual([
        before.hours,
        before.start?.slice(8),
        before.end?.slice(8),
      ])
    }
  }
  expect(changed).toBeGreaterThan(20)
})
