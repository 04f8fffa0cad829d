/** Plans as other institutions write them: lists with labels, plans of one month, ticks in columns of months. */
import { describe, expect, test } from 'vitest'
import { organisationIn, organisationOfSigners } from '../../../shared/plan/table-facts.ts'
import { columnsOf, importBody, importBytes, outline } from '../../support/docx-import.ts'
import { headerRow, p, tbl, tc, tr } from '../../support/docx-xml.ts'

const bold = { b: true, jc: 'center' } as const
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const SIGNED = tbl([
  tr(['СОГЛАСОВАНО\nПредседатель профкома', 'УТВЕРЖДАЮ\nДиректор Лесного технического колледжа']),
])

describe('Lists with labelled lines', () => {
  test('[PQ4, PQ5] dates, people and places come to columns, and every other word stays', async () => {
    const { draft, codes, warnings } = await importBody(
      SIGNED +
        p('План методического совета на 2026 год', bold) +
        p('I. Организация', { b: true }) +
        p('1. Утвердить план: задачи, сроки.') +
        p('Срок: январь. Отв.: Орлова И.И.') +
        p('2. Неделя открытых уроков') +
        p('- уроки', {}) +
        p('Срок: 16–20 марта 2026 г.; Ответственные: Соснин П.П., председатели ЦК') +
        p('II. Методика', { b: true }) +
        p('1. Семинар «Цифровая среда». Срок: октябрь. Отв.: Белова А.А. Место: ауд. 5') +
        p('2. Итоги: что сделано') +
        p('Методист ________ Белова'),
    )
    expect(columnsOf(draft)).toEqual([
      'number=№ п/п',
      'title=Название',
      'period=Срок',
      'who=Ответственные',
      'where=Место',
    ])
    expect(outline(draft)).toEqual([
      '§ I. Организация',
      '1. | Утвердить план: задачи, сроки. | январь | Орлова И.И.',
      '2. | Неделя открытых уроков / - уроки | 16–20 марта 2026 г. | Соснин П.П., председатели ЦК',
      '§ II. Методика',
      '1. | Семинар «Цифровая среда». | октябрь | Белова А.А. | ауд. 5',
      '2. | Итоги: что сделано | ',
    ])
    expect(codes).toEqual(['list-labels'])
    expect(warnings[0]?.quote).toBe('Срок · Отв. · Ответственные · Место')
    expect([draft.front.agreed, draft.front.approved]).toEqual([
      'СОГЛАСОВАНО\nПредседатель профкома',
      'УТВЕРЖДАЮ\nДиректор Лесного технического колледжа',
    ])
    expect(draft.organisation).toBe('Лесного технического колледжа')
  })

  test('[PQ4] one label alone, and words that only look like one, stay in the title', async () => {
    const { draft, codes } = await importBytes(
      bytes('План на 2026 год\n\n1. Ярмарка. Срок: май\n2. Узнать, кто: дети или взрослые\n3. Дата дня'),
      { fileName: 'план.txt' },
    )
    expect(outline(draft).slice(1)).toEqual([
      '1. | Ярмарка. Срок: май | ',
      '2. | Узнать, кто: дети или взрослые | ',
      '3. | Дата дня | ',
    ])
    expect(codes).toContain('no-table')
  })
})

describe('Odd labels', () => {
  const SURE = '8. Слёт. Срок: июнь\n9. Поход. Срок: июль'
  const listed = (text: string) =>
    importBytes(bytes(`План на 2026 год\n\n${text}\n${SURE}`), { fileName: 'план.txt' })

  test('[RV4] stand in brackets to the end of the line, and with words behind them in the title', async () => {
    const { draft } = await listed(
      '1. Семинар (срок: 3 марта; отв.: Иванова И.И.)\n2. Урок (срок: май, отв.: Ян) для всех\n3. Час (для всех). Срок: март (9-е)',
    )
    expect(outline(draft).slice(1, 4)).toEqual([
      '1. | Семинар | 3 марта | Иванова И.И.',
      '2. | Урок (срок: май, отв.: Ян) для всех | ',
      '3. | Час (для всех). | март (9-е)',
    ])
  })

  test('[RV4] begin rows and headings that are what they are, and are kept where they say nothing', async () => {
    const { draft, warnings } = await listed('1. Время – вперёд!\n2. Слёт\nОтв.: Иванова; Место: ; Срок: май')
    expect(outline(draft).slice(1, 3)).toEqual(['1. | Время – вперёд! | ', '2. | Слёт | май | Иванова'])
    expect(columnsOf(draft)).toContain('where=Место')
    expect(warnings.find(({ code }) => code === 'list-labels')?.quote).toContain('Место')
    const { draft: headed } = await importBody(
      ['1. Слёт. Срок: июнь', '2. Поход. Срок: июль'].map((line) => p(line)).join('') +
        p('Время – вперёд', { style: 'Heading1' }) +
        p('3. Кросс. Срок: май'),
    )
    expect(headed.sections.map(({ title }) => title)).toContain('Время – вперёд')
  })
})

describe('Institutions', () => {
  test('[PQ6] are known by whose or where they are', () => {
    const named = {
      'Проректор Северного государственного университета': 'Северного государственного университета',
      'План работы Зареченского краеведческого музея на 2026 год': 'Зареченского краеведческого музея',
      'План Дома культуры с. Заречное на март 2026 года': 'Дома культуры с. Заречное',
      'План Луговской сельской библиотеки': 'Луговской сельской библиотеки',
      'План работы с детьми и школой': null,
      'План Недели детской книги': null,
    }
    for (const [line, name] of Object.entries(named)) expect(organisationIn(line), line).toBe(name)
    expect(organisationOfSigners(['Head of Riverside Community Library'])).toBe('Riverside Community Library')
  })
})

describe('Plans of one month', () => {
  const month = (title: string, dates: readonly string[]): Promise<{ titles: string[]; codes: string[] }> =>
    importBytes(
      bytes([`${title};`, 'Дата;Мероприятие', ...dates.map((date) => `${date};Вечер`)].join('\n')),
      {
        fileName: 'план.csv',
      },
    ).then(({ draft, codes }) => ({ titles: draft.sections.map((section) => section.title), codes }))

  test('[PQ7] give it to the days of their rows, and only where these need it', async () => {
    const title = 'План клуба «Май» на сентябрь 2026 года'
    const days = await month(title, ['1 (вторник)', '6-8'])
    expect(days.titles).toEqual(['Сентябрь 2026 года'])
    expect(days.codes).toContain('section-from-title')
    expect((await month(title, ['каждую субботу'])).titles).toEqual(['Сентябрь 2026 года'])
    expect((await month(title, ['1 сентября'])).titles).toEqual([''])
    expect((await month('План на 2026 год', ['6-8'])).titles).toEqual([''])
  })
})

describe('Headed tables', () => {
  test('[PQ5] the heading over the first is no line of the title', async () => {
    const table = tbl([headerRow(['№', 'Название', 'Срок']), tr(['1', tc('Кросс'), 'май'])])
    const { draft } = await importBody(
      p('План школы № 3 на 2026 год', bold) + p('Бег', bold) + table + p('Плавание', bold) + table,
    )
    expect(draft.title).toBe('План школы № 3 на 2026 год')
    expect(draft.sections.map(({ title }) => title)).toEqual(['Бег', 'Плавание'])
  })
})

describe('Plans of control', () => {
  test('[IM4] the object is the title, its form a column of its own, dates in front hold for their rows', async () => {
    const january = tc('Январь', { v: 'restart' })
    const { draft } = await importBody(
      p('План-график контроля техникума на 2026 год', bold) +
        tbl([
          headerRow(['Сроки', '№', 'Объект контроля', 'Форма', 'Ответственные']),
          tr([january, '1', 'Журналы', 'Проверка', 'Зимина О.О.\nЛукин П.П.']),
          tr([tc('', { v: 'continue' }), '2', 'Расписание', 'Проверка', 'Лукин П.П.']),
        ]),
    )
    expect(columnsOf(draft)).toEqual([
      'number=№',
      'period=Сроки',
      'title=Объект контроля',
      'c1=Форма',
      'c2=Ответственные',
    ])
    expect(outline(draft).slice(1)).toEqual([
      '1 | Журналы | Январь | Проверка | Зимина О.О. / Лукин П.П.',
      '2 | Расписание | Январь | Проверка | Лукин П.П.',
    ])
  })
})
