/** What dropping a row on a time does to its words. */
import { describe, expect, test } from 'vitest'
import { movePeriod, type TimeGoal } from '../../../shared/board/move-period.ts'
import { parsePeriod } from '../../../shared/period/parse.ts'
import { applyEdits, shiftWords, startMonth } from '../../../shared/period/shift.ts'
import type { PeriodFix } from '../../../shared/plan/notes.ts'
import { contextOf } from '../../../shared/plan/period-text.ts'
import { printOf } from '../../../shared/plan/print.ts'
import { type Block, blocksToHtml, blocksToText, textToBlocks } from '../../../shared/plan/rich.ts'
import { editBlocks } from '../../../shared/plan/rich-edit.ts'
import { DAY_PHRASES } from '../period/phrases-days.ts'
import { MONTH_PHRASES } from '../period/phrases-months.ts'
import { SAMPLE_PHRASES } from '../period/phrases-sample.ts'
import { WORD_PHRASES } from '../period/phrases-words.ts'
import { labelled } from '../period/table.ts'

const PHRASES = [SAMPLE_PHRASES, DAY_PHRASES, MONTH_PHRASES, WORD_PHRASES].flatMap(labelled)

const context = contextOf(2022, 'Раздел')
const july: TimeGoal = { kind: 'month', month: 7 }

const move = (text: string, goal: TimeGoal, fix: PeriodFix | null = null, language: 'ru' | 'en' = 'ru') =>
  movePeriod({ blocks: text === '' ? [] : textToBlocks(text), fix, context, language }, goal)

/** What the cell says then; in brackets what its words, which stay, are taken for. */
const after = (text: string, goal: TimeGoal = july): string => {
  const done = move(text, goal)
  if (done.kind === 'same') return 'same'
  return done.kind === 'words' ? done.after : `[${done.reading?.kind} ${done.reading?.months.join()}]`
}

/** Everything that is no name or figure of a month, quarter or half-year. */
const rest = (text: string, edits: readonly { from: number; to: number }[]): string =>
  edits.reduceRight((words, { from, to }) => words.slice(0, from) + words.slice(to), text)

describe('Words that move', () => {
  test('[BD4] name the month in the case, length and capitals in which the old one stood', () => {
    expect(after('июнь')).toBe('июль')
    expect(after('Июнь')).toBe('Июль')
    expect(after('ИЮНЬ 2022 г.')).toBe('ИЮЛЬ 2022 г.')
    expect(after('1-3 июня')).toBe('1-3 июля')
    expect(after('в июне, 16 ч.')).toBe('в июле, 16 ч.')
    expect(after('15.06.2022')).toBe('15.07.2022')
    expect(after('06.2022')).toBe('07.2022')
    expect(after('15 окт.')).toBe('15 июл.')
    expect(after('5 окт.', { kind: 'month', month: 5 })).toBe('5 мая')
    expect(after('до 25 мая')).toBe('до 25 июля')
    expect(after('с 15 марта')).toBe('с 15 июля')
    expect(after('June 12')).toBe('July 12')
  })

  test('[BD4] go together: the ends of a span, the dates of a list, a quarter to a quarter', () => {
    expect(after('апрель-май')).toBe('июль-август')
    expect(after('февраль- сентябрь\nмарт\nапрель', { kind: 'month', month: 4 })).toBe(
      'апрель- ноябрь\nмай\nиюнь',
    )
    expect(after('январь 2022 отборочные туры, февраль - финал')).toBe(
      'июль 2022 отборочные туры, август - финал',
    )
    expect(after('1 кв.')).toBe('3 кв.')
    expect(after('II квартал', { kind: 'quarter', quarter: 4 })).toBe('IV квартал')
    expect(after('июнь', { kind: 'quarter', quarter: 3 })).toBe('сентябрь')
    expect(after('ДК «Октябрь», июнь')).toBe('ДК «Октябрь», июль')
  })

  test('[BD4] read back as the same period so many months later, to the letter but for the months', () => {
    let moved = 0
    for (const { text, year } of PHRASES) {
      const before = parsePeriod(text, { year })
      for (const by of [-6, -3, -1, 1, 2, 6]) {
        const edits = shiftWords(text, { year }, by)
        if (edits === null) continue
        moved++
        const next = applyEdits(text, edits)
        const read = parsePeriod(next, { year })
        const what = `${text} → ${next}`
        expect(startMonth(read), what).toBe((startMonth(before) ?? 0) + by)
        expect([read.kind, read.hours], what).toEqual([before.kind, before.hours])
        expect([read.start?.slice(8), read.end?.slice(8)], what).toEqual([
          before.start?.slice(8),
          before.end?.slice(8),
        ])
        const back = shiftWords(next, { year }, -by)
        const shifted = edits.map(({ from, text: words }, at) => {
          const start = edits
            .slice(0, at)
            .reduce((sum, one) => sum + one.text.length - (one.to - one.from), from)
          return { from: start, to: start + words.length }
        })
        expect(rest(next, shifted), what).toBe(rest(text, edits))
        expect(back === null || parsePeriod(applyEdits(next, back), { year }).months.join(), what).toEqual(
          back === null || before.months.join(),
        )
      }
    }
    // Most phrases of real plans can be moved somewhere; what cannot is kept.
    expect(moved).toBeGreaterThan(700)
  })

  test('[BD4] keep their marks and lines, and are left alone where a word is half bold', () => {
    const bold: Block[] = [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'до ', marks: [] },
          { type: 'text', text: '25 июня', marks: [{ type: 'bold' }] },
        ],
      },
    ]
    const done = movePeriod({ blocks: bold, fix: null, context, language: 'ru' }, july)
    expect(done.kind === 'words' && blocksToHtml(done.blocks)).toBe('<p>до <strong>25 июля</strong></p>')
    const halves: Block[] = [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'ию', marks: [] },
          { type: 'text', text: 'нь', marks: [{ type: 'bold' }] },
        ],
      },
    ]
    expect(editBlocks(halves, [{ from: 0, to: 4, text: 'июль' }])).toBeNull()
    const listed: Block[] = [
      { type: 'bulletList', marker: 'dash', items: [textToBlocks('май'), textToBlocks('июнь')] },
    ]
    const list = editBlocks(listed, [{ from: 8, to: 12, text: 'июль' }])
    expect(list && blocksToText(list)).toBe('- май\n- июль')
  })
})

describe('Words that cannot move', () => {
  test('[BD5] stay to the letter, and a correction says what they are taken for', () => {
    expect(after('31 мая', { kind: 'month', month: 6 })).toBe('[months 6]')
    expect(after('15 июня (среда)')).toBe('[months 7]')
    expect(after('май, ноябрь')).toBe('[months 7]')
    expect(after('на Масленицу')).toBe('[months 7]')
    expect(after('в течение года по запросу')).toBe('[months 7]')
    expect(after('По договоренности')).toBe('[months 7]')
    expect(after('ежемесячно')).toBe('[months 7]')
    expect(after('май, 16 ч.', { kind: 'year' })).toBe('[year 1,2,3,4,5,6,7,8,9,10,11,12]')
    expect(after('15 мая', { kind: 'agreed' })).toBe('[by-agreement ]')
    const kept = move('Февраль 2022 г. 16 ч.', { kind: 'year' })
    expect(kept).toMatchObject({ kind: 'reading', reading: { hours: 16 }, words: 'Февраль 2022 г. 16 ч.' })
  })

  test('[BD5] are replaced only where they name nothing but one vague time; an empty cell is written', () => {
    expect(after('В течение года')).toBe('Июль')
    expect(after('II квартал')).toBe('III квартал')
    expect(after('II квартал', { kind: 'month', month: 8 })).toBe('август')
    expect(after('1 кв.', { kind: 'month', month: 5 })).toBe('май')
    expect(after('июнь', { kind: 'year' })).toBe('в течение года')
    expect(after('последний четверг июня', { kind: 'year' })).toMatch(/^\[year/)
    expect(after('в течение 2022 года')).toBe('[months 7]')
    expect(after('')).toBe('июль')
    expect(move('', { kind: 'quarter', quarter: 2 }, null, 'en')).toMatchObject({ after: '2nd quarter' })
    for (const language of ['ru', 'en'] as const)
      for (const goal of [
        july,
        { kind: 'quarter', quarter: 3 },
        { kind: 'year' },
        { kind: 'agreed' },
      ] as const) {
        const done = move('', goal, null, language)
        const said = done.kind === 'words' ? done.after : ''
        const { kind, months } = parsePeriod(said, context)
        expect([kind, goal.kind === 'agreed' || months.includes(7)], said).toEqual([
          { month: 'months', quarter: 'quarter', year: 'year', agreed: 'by-agreement' }[goal.kind],
          true,
        ])
      }
  })

  test('[BD6] a corrected row keeps its words: the correction moves, and goes where the words say it themselves', () => {
    const fix = (text: string, months: number[]): PeriodFix => ({
      kind: months.length > 1 ? 'range' : 'months',
      months,
      start: null,
      end: null,
      hours: 4,
      of: printOf(text),
      by: 'anna',
      at: 1,
    })
    const words = 'на Масленицу'
    expect(move(words, july, fix(words, [3, 4]))).toMatchObject({
      kind: 'reading',
      reading: { kind: 'range', months: [7, 8], hours: 4 },
    })
    expect(move(words, { kind: 'month', month: 12 }, fix(words, [3, 4]))).toMatchObject({
      reading: { kind: 'months', months: [12] },
    })
    expect(move('июль', july, fix('июль', [3]))).toMatchObject({ kind: 'reading', reading: null })
    // A correction of other words is none.
    expect(move('июнь', july, fix('март', [3]))).toMatchObject({ kind: 'words', after: 'июль' })
    expect(move('июль', july)).toEqual({ kind: 'same' })
  })
})
