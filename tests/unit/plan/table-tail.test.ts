/** Rows cut by page breaks (SPEC IM7). */
import { describe, expect, test } from 'vitest'
import {
  type TailEvidence,
  flowsOn,
  jointOf,
  judgeTail,
  lineFlowsOn,
} from '../../../shared/plan/table-tail.ts'

const base: TailEvidence = {
  text: '',
  before: '',
  atTableStart: true,
  wide: false,
  bold: false,
  centred: false,
  numbered: false,
  dated: false,
  afterNumbered: true,
  numbersAreNormal: false,
  repeatsNumber: false,
  nextGoesOn: false,
  sectionsStyled: true,
  lowerIsNormal: false,
  continuesList: false,
}

const judge = (over: Partial<TailEvidence>): string => judgeTail({ ...base, ...over })

describe('a row at the start of a table that goes on', () => {
  test.each<[string, Partial<TailEvidence>, string]>([
    ['lower case after an open quote', { before: 'Стол «Для особых', text: 'групп». Зал' }, 'tail'],
    [
      'lower case in plain full width',
      { before: 'Памятка систем', text: 'области на год', wide: true },
      'tail',
    ],
    [
      'lower case in a section’s dress',
      { before: 'Памятка для', text: 'области', wide: true, bold: true, centred: true },
      'tail',
    ],
    [
      'a proper noun that closes the quote',
      { before: 'Встреча «Мы из', text: 'Кузбасса»', wide: true },
      'tail',
    ],
    [
      'the next bullet of a list',
      { before: 'Показ: - первый;', text: '- второй', continuesList: true },
      'tail',
    ],
    [
      'a section in its dress',
      { before: 'Памятка.', text: 'Областные дни', wide: true, bold: true, centred: true },
      'own',
    ],
    [
      'a section after an unfinished text',
      { before: 'Памятка систем', text: 'Областные дни', wide: true, bold: true, centred: true },
      'own',
    ],
    ['a row with a number', { before: 'Памятка для', text: 'области', numbered: true }, 'own'],
    ['a row with a date', { before: 'Неделя.', text: '«Основы каталога»', dated: true }, 'own'],
    ['a new row without a number', { before: 'Неделя книги.', text: 'Клуб методистов' }, 'own'],
  ])('[IM7] %s', (_, over, verdict) => {
    expect(judge(over)).toBe(verdict)
  })
})

describe('a row in the middle of a table', () => {
  const middle = { atTableStart: false }
  test('[IM7] is a tail on strong evidence alone', () => {
    expect(judge({ ...middle, before: 'Стол «Для особых', text: 'групп». Зал' })).toBe('tail')
    expect(judge({ ...middle, before: 'Неделя книги.', text: 'участие в акции' })).not.toBe('tail')
    expect(judge({ ...middle, before: 'Памятка', text: 'участие', lowerIsNormal: true })).toBe('own')
    expect(
      judge({ ...middle, before: 'Семинар для заведующих', text: 'клубами', numbersAreNormal: true }),
    ).toBe('tail')
    expect(judge({ ...middle, before: 'Семинары:', text: 'для клубов', numbersAreNormal: true })).toBe('own')
  })

  test('[IM7] in lower case and in a section’s dress is worth a look', () => {
    const dressed = { ...middle, wide: true, bold: true, centred: true }
    expect(judge({ ...dressed, before: 'Памятка систем', text: 'области на год' })).toBe('doubtful')
    expect(judge({ ...dressed, before: 'Памятка систем', text: 'области на год', nextGoesOn: true })).toBe(
      'tail',
    )
    expect(judge({ ...dressed, before: 'Памятка.', text: 'области на год' })).toBe('own')
    expect(judge({ ...dressed, before: 'Стол «Для особых', text: 'групп» (дети)' })).toBe('tail')
  })
})

describe('lines of a cell', () => {
  test('[IM7] go on in one sentence or begin anew', () => {
    expect(lineFlowsOn('в течение', 'года')).toBe(true)
    expect(lineFlowsOn('Иванова', 'И.И.')).toBe(true)
    expect(lineFlowsOn('январь –', 'март')).toBe(true)
    expect(lineFlowsOn('март', 'апрель')).toBe(false)
    expect(lineFlowsOn('Иванова', 'Петрова')).toBe(false)
  })
})

describe('the seam', () => {
  test('[IM7] has a space between words and none after a hyphen', () => {
    expect(jointOf('для особых', 'групп')).toBe(' ')
    expect(jointOf('семей-', 'читателей')).toBe('')
    expect(jointOf('форум -', 'встреча')).toBe(' ')
  })

  test('[IM7] a finished sentence is followed by a new paragraph', () => {
    expect(flowsOn('Слет юных.', 'Организатор: школа')).toBe(false)
    expect(flowsOn('Слет юных', 'Организаторов')).toBe(true)
  })
})
