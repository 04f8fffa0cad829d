/** Shapes of real plans, read from Word files (SPEC IM1–IM10, IM18). */
import { describe, expect, test } from 'vitest'
import { columnsOf, htmlText, importBody, outline } from '../../support/docx-import.ts'
import {
  DATE_FIRST,
  ENGLISH,
  NO_HEADER,
  PLANS,
  SCANNED,
  SCANNED_READ,
  SIX_COLUMNS,
  TABLE_A_MONTH,
  TAIL_AS_SECTION,
  TWO_ROW_HEADER,
} from '../../support/docx-plans.ts'
import { lostWords, xmlWords } from '../../support/docx-words.ts'

describe('a scanned plan', () => {
  test('[IM7] comes out as a careful person would have read it', async () => {
    const scanned = await importBody(SCANNED)
    const read = await importBody(SCANNED_READ)
    expect(outline(scanned.draft)).toEqual(outline(read.draft))
    expect(outline(scanned.draft)).toContain(
      '3 | Круглый стол «Доступная библиотека для особых групп читателей». Платформа Ладья (дети, семьи). | октябрь',
    )
    expect(scanned.draft.sections.map(({ items }) => items.length)).toEqual([1, 3, 1, 2])
  })

  test('[IM7] every stitch is reported with a quote and a place', async () => {
    const { warnings } = await importBody(SCANNED)
    const stitched = warnings.filter(({ code }) => code === 'row-stitched')
    expect(stitched.map(({ quote, section, item }) => [quote, section, item])).toEqual([
      ['групп читателей». Платформа Ладья (дети, семьи).', 1, 1],
      ['края по работе с молодежью на 2023 год', 2, 0],
    ])
  })

  test('[IM2] has its approval block left and right, [IM3] its title, year and institution', async () => {
    const { draft } = await importBody(SCANNED)
    expect(draft.front.agreed).toBe('СОГЛАСОВАНО\nПредседатель совета\n____________ / ____________')
    expect(draft.front.approved.split('\n')[0]).toBe('«УТВЕРЖДАЮ»')
    expect(draft.title).toBe('План работы МБУК «Дом книги Северного края» на 2023 год')
    expect([draft.year, draft.organisation]).toEqual([2023, 'МБУК «Дом книги Северного края»'])
    expect(htmlText(draft.front.outro)).toBe('Заведующий отделом ____________')
  })

  test('[IM9] dates against bullets are paired, or left with a warning', async () => {
    const { draft, warnings } = await importBody(SCANNED)
    const dates = warnings.filter(({ code }) => code.startsWith('dates-'))
    expect(dates.map(({ code, section, item }) => [code, section, item])).toEqual([
      ['dates-paired', 0, 0],
      ['dates-unpaired', 1, 2],
    ])
    expect(draft.sections[0]?.items[0]?.period).toBe('март- май\nиюнь')
    expect(draft.sections[0]?.items[0]?.title).toContain(
      '<ul data-marker="dash"><li>чтения у озера;</li><li>телемост «Два берега»;</li></ul>',
    )
  })
})

describe('other shapes', () => {
  test('[IM4] six columns with a form, a place and people in charge', async () => {
    const { draft, codes } = await importBody(SIX_COLUMNS)
    expect(columnsOf(draft)).toEqual([
      'number=№ п/п',
      'title=Мероприятие',
      'c1=Форма',
      'period=Дата проведения',
      'c2=Место проведения',
      'c3=Ответственный',
    ])
    expect(outline(draft)).toEqual([
      '§ 1. Работа с детьми',
      '1. | Неделя книги | 24.03.2024 | праздник | Зал | Орлова / Белова',
      '2. | Библиосумерки | апрель | акция | Двор',
      '§ 2. Работа с молодежью',
      '3. | Квест | 12.06 | игра | Парк | Седов',
    ])
    expect(codes).toEqual(['header-numbers-skipped', 'empty-rows'])
    expect(draft.front.approved).toBe('УТВЕРЖДАЮ\nДиректор МБУК «Родник»\n________ И.И. Ильина')
    expect([draft.title, draft.year]).toEqual(['ПЛАН РАБОТЫ центральной библиотеки на 2024 год', 2024])
    expect(htmlText(draft.front.intro)).toBe('Цель: развитие чтения.')
  })

  test('[IM4] the date column first, [IM6] months as sections, [IM10] a merged date', async () => {
    const { draft, codes } = await importBody(DATE_FIRST)
    expect(columnsOf(draft)[0]).toBe('period=Дата')
    expect(outline(draft)).toEqual([
      '§ ЯНВАРЬ',
      ' | Экскурсия | 10 января | зал 1 | Орлова',
      ' | Лекция | 10 января | зал 2 | Седов',
      '§ ФЕВРАЛЬ',
      ' | Концерт | 14.02 | сцена | Белов',
    ])
    expect(codes).toContain('merged-cell-repeated')
  })

  test('[IM6] a table a month under headings, [IM18] with a text between', async () => {
    const { draft, codes } = await importBody(TABLE_A_MONTH)
    expect(outline(draft)).toEqual([
      '§ Сентябрь',
      ' | День знаний | 1 сентября | 1-11',
      '§ Октябрь',
      ' | Тема месяца: здоровье | ',
      ' | День учителя | 5.10 | 1-11',
      '§ Ноябрь',
      ' | День матери | 27.11 | 1-4',
    ])
    expect(codes).toContain('text-between-tables')
    expect(draft.front.agreed).toBe('СОГЛАСОВАНО\nНачальник отдела\n_______ Петров')
    expect(draft.front.approved).toBe('УТВЕРЖДАЮ\nДиректор школы № 5\n_______ Сидоров')
    expect([draft.year, draft.organisation]).toEqual([2023, 'МБОУ СОШ № 5'])
  })

  test('[IM5] a header of two rows, [IM8] nested numbers', async () => {
    const { draft } = await importBody(TWO_ROW_HEADER)
    expect(columnsOf(draft)).toEqual([
      'number=№',
      'title=Наименование',
      'period=Сроки: начало – окончание',
      'c1=Ответственный',
    ])
    const rows = draft.sections.flatMap(({ items }) => items.map(({ number, level }) => [number, level]))
    expect(rows).toEqual([
      ['1', 0],
      ['1.1', 1],
      ['1.1.1', 2],
      ['1.2.', 1],
      ['2', 0],
    ])
  })

  test('[IM7] a tail dressed as a section is told from a section at the same place', async () => {
    const { draft, codes } = await importBody(TAIL_AS_SECTION)
    expect(outline(draft)).toEqual([
      '§ Проекты',
      '1 | Проект «Память и слава нашего края» совместно с архивом | май',
      '2 | Второй проект | июнь',
      '§ Семинары',
      '1 | Семинар | июль',
    ])
    expect(codes).toContain('row-stitched')
  })

  test('[IM5] no header at all: columns are guessed, with a warning', async () => {
    const { draft, codes } = await importBody(NO_HEADER)
    expect(columnsOf(draft)).toEqual(['number=№ п/п', 'title=Название', 'period=Сроки', 'c1=Столбец 1'])
    expect(outline(draft)[1]).toBe('1 | Открытие выставки | 12 мая | площадь')
    expect(codes).toContain('header-guessed')
  })

  test('[IM4] an English plan with its title inside the table', async () => {
    const { draft } = await importBody(ENGLISH)
    expect([draft.title, draft.year]).toEqual(['Annual plan of the City Library for 2025', 2025])
    expect(outline(draft)).toEqual([
      '§ Reading',
      '1 | Story hour | monthly | Smith',
      '2 | Book fair | May | Jones',
    ])
  })
})

test.each(Object.keys(PLANS))('[IM1] not a word of %s is lost', async (name) => {
  const body = PLANS[name] ?? ''
  const { draft, warnings } = await importBody(body)
  expect(lostWords(xmlWords(body), draft, warnings)).toEqual([])
})
