/** Plans as institutions mail them around (SPEC IW). */
import { describe, expect, test } from 'vitest'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import type { PlanDraft } from '../../../shared/plan/json.ts'
import { type Imported, columnsOf, importBody, importBytes, outline } from '../../support/docx-import.ts'
import { lostWords, xmlWords } from '../../support/docx-words.ts'
import { planOf, withoutIds } from '../../support/plan-sameness.ts'
import * as grids from '../../support/real-grids.ts'
import * as real from '../../support/real-plans.ts'
import * as sheets from '../../support/real-sheets.ts'
import { type SheetSpec, xlsxOf } from '../../support/xlsx-xml.ts'

const lines = (draft: PlanDraft): string[] => outline(draft).map((line) => line.replace(/[ |]+$/, ''))

/** A plan goes to Word and comes back as it was. */
const expectRoundTrip = async (draft: PlanDraft): Promise<void> => {
  const plan = planOf(draft)
  const bytes = await writePlan({
    plan,
    format: 'docx',
    locale: 'ru',
    hidden: true,
    at: '2024-01-01T00:00:00Z',
  })
  const again = await importBytes(bytes)
  expect(withoutIds(planOf(again.draft, 'n'))).toEqual(withoutIds(plan))
}

const wordPlan = async (body: string, interpreted: readonly string[] = []): Promise<Imported> => {
  const read = await importBody(body)
  const words = xmlWords(body).filter((word) => !interpreted.includes(word))
  expect(lostWords(words, read.draft, read.warnings)).toEqual([])
  await expectRoundTrip(read.draft)
  return read
}

const bookPlan = async (...pages: SheetSpec[]): Promise<Imported> => {
  const read = await importBytes(xlsxOf({ styles: sheets.FORMATS, sheets: pages }), {
    fileName: 'книга.xlsx',
  })
  await expectRoundTrip(read.draft)
  return read
}

describe('Word files', () => {
  test('[IW2] a header under the title of each part, some of other columns', async () => {
    const { draft, warnings } = await wordPlan(real.CALENDAR_OF_A_SCHOOL)
    expect(columnsOf(draft)).toEqual([
      'title=Дела, события, мероприятия',
      'c1=Классы',
      'period=Ориентировочное время проведения',
      'c2=Ответственные',
      'c3=Количество часов в неделю',
    ])
    expect(lines(draft)).toEqual([
      '§ Основные школьные дела',
      ' | Торжественная линейка «Первый звонок» | 01.09.2023 | 1-4 | Заместитель директора по ВР',
      ' | Мероприятия месячника безопасности (по профилактике ДДТТ, пожарной безопасности) | сентябрь | 1-4 | Заместитель директора по ВР, классные руководители, руководитель ДЮП',
      ' | «Посвящение в первоклассники» | октябрь | 1 | Классные руководители',
      '§ Курсы внеурочной деятельности',
      ' | «Разговоры о важном» |  | 1-4 | Классные руководители | 1',
      ' | «Функциональная грамотность» |  | 3-4 | Петрова О.Л. | 1',
      '§ Самоуправление',
      ' | Выборы лидеров, активов классов, распределение обязанностей | сентябрь | 1-4 | Классные руководители',
      ' | Отчёт перед классом о проведённой работе | май | 1-4 | Классные руководители',
    ])
    expect(warnings.map(({ code, quote }) => `${code}: ${quote}`)).toEqual([
      'columns-differ: Название курса | Классы | Количество часов в неделю | Ответственные',
      'header-repeated: Дела, события, мероприятия | Классы | Ориентировочное время проведения | Ответственные',
    ])
    expect([draft.year, draft.organisation]).toEqual([2023, 'МБОУ «Лицей № 8 г. Лысьва»'])
  })

  test('[IW1] rows of the plan that speak of approval are no block of signatures', async () => {
    const { draft } = await wordPlan(real.KINDERGARTEN)
    expect(draft.front.approved).toMatch(/^УТВЕРЖДЕНО\n.*\nот 30.08.2024 г. № 64-од$/)
    expect(draft.front.agreed).toMatch(/^ПРИНЯТО\n.*\nпротокол от 29.08.2024 г. № 1$/)
    expect(lines(draft)).toEqual([
      '§ 1. Организационно-педагогическая работа',
      '§ 1.1. Педагогические советы',
      '1 | Педсовет № 1 установочный / Тема: «Приоритетные направления работы» / 1. Итоги летней оздоровительной кампании. / 2. Утверждение годового плана. | август | Заведующий / Старший воспитатель',
      '2 | Педсовет № 2 «Здоровье детей» | ноябрь | Старший воспитатель',
      '§ 1.2. Консультации',
      '1 | «Адаптация детей раннего возраста» | сентябрь | Педагог-психолог',
      '2 | «Игры с песком» | 2 неделя октября | Иванова Е.А.',
      '§ 2. Работа с родителями',
      '1 | Общее родительское собрание | октябрь, май | Заведующий',
    ])
  })

  test('[IW3] months across: days and marks become dates in words', async () => {
    const { draft, warnings } = await wordPlan(grids.GRID_OF_DAYS, ['x'])
    expect(columnsOf(draft)).toEqual([
      'number=№ п/п',
      'title=Мероприятие',
      'period=Сроки',
      'c1=Ответственный',
    ])
    expect(lines(draft)).toEqual([
      '§',
      '1 | Проверка филиала № 1 | 15 января / 20-22 мая | Ильина',
      '2 | Инвентаризация фонда | март, сентябрь | Зотов',
      '3 | Совещание при директоре | январь – декабрь | директор',
    ])
    expect(warnings[0]?.code).toBe('period-from-months')
  })

  test('[IW3] quarters of years, a school year, months by Roman numbers', async () => {
    const rows = async (body: string) => lines((await wordPlan(body, ['v'])).draft).slice(1)
    expect(await rows(grids.QUARTERS_OF_YEARS)).toEqual([
      '1 | Ремонт | II кв. 2024, III кв. 2024 | Завхоз',
      '2 | Закупка | IV кв. 2024, I кв. 2025 | Бухгалтер',
    ])
    expect(await rows(grids.SCHOOL_YEAR)).toEqual([
      ' | Журналы | сентябрь – май | Зам.',
      ' | Столовая | 5 октября / 12 декабря / 20-22 марта | Зам.',
    ])
    expect(await rows(grids.ROMAN_MONTHS)).toEqual([
      '1 | Инвентаризация | ноябрь, декабрь',
      '2 | Санитарный день | январь – декабрь',
    ])
  })

  test('[IW10] lists of people under the plan are text there', async () => {
    for (const body of [real.WITH_STAFF, real.WITH_SIGNATURES]) {
      const { draft, codes } = await wordPlan(body)
      expect(lines(draft)).toEqual(['§', '1 | Форум | май | Ильин', '2 | Слёт | июнь | Зотов'])
      expect(draft.front.outro).toContain('Зотов Я')
      expect(codes).toContain('table-as-text')
    }
  })

  test('[IW4] a marked header of weeks names the columns, whose words stay where they are', async () => {
    const { draft, codes } = await wordPlan(grids.GRID_OF_WEEKS)
    expect(columnsOf(draft)).toEqual([
      'title=Направления',
      'c1=1 неделя 2-7',
      'c2=2 неделя 9-14',
      'c3=3 неделя 16-21',
      'c4=4 неделя 23-28',
    ])
    expect(lines(draft)[1]).toBe(
      ' | Гражданско-патриотическое |  | Классный час «День солидарности» | Выборы актива | Экскурсия в музей',
    )
    expect(codes).not.toContain('header-guessed')
  })

  test('[IM5] a header of three rows with years of money; rows of one title merged down are one row', async () => {
    const { draft } = await wordPlan(grids.PROGRAMME)
    expect(columnsOf(draft).slice(5)).toEqual([
      'c3=Объем финансирования, тыс. руб.: Всего',
      'c4=Объем финансирования, тыс. руб.: в том числе по годам: 2024',
      'c5=Объем финансирования, тыс. руб.: в том числе по годам: 2025',
      'c6=Объем финансирования, тыс. руб.: в том числе по годам: 2026',
    ])
    expect(lines(draft).slice(0, 2)).toEqual([
      '§ Задача 1. Сохранение библиотечных фондов',
      '1.1 | Комплектование фондов | 2024-2026 гг. | МБУК «ЦБС» | всего / местный бюджет / областной бюджет | 900,0 / 600,0 / 300,0 | 300,0 / 200,0 / 100,0 | 300,0 / 200,0 / 100,0 | 300,0 / 200,0 / 100,0',
    ])
  })

  test('[IW5] kinds of work merged down over the events of a month are a column beside them', async () => {
    const { draft } = await wordPlan(real.KINDS_OF_WORK)
    expect(columnsOf(draft).slice(0, 2)).toEqual(['c1=Вид деятельности', 'title=Тема'])
    expect(lines(draft).slice(0, 4)).toEqual([
      '§ СЕНТЯБРЬ',
      ' | Инструктаж по ОТ | 1 неделя | Работа с кадрами | Заведующий',
      ' | Производственное собрание | 3 неделя | Работа с кадрами | Заведующий',
      ' | День знаний | 1 сентября | Работа с детьми | Муз. рук.',
    ])
  })

  test('[IW6] parts by letters stand under what figures count', async () => {
    const { draft } = await wordPlan(real.STAGES)
    expect(lines(draft).slice(4)).toEqual([
      '2 | Основной этап | апрель – октябрь',
      '  2.1 | Экспедиции | июнь – август',
      '    а) | Кунгур | июнь',
      '    б) | Соликамск | июль',
      '3 | Заключительный этап | ноябрь | Издание карты',
    ])
  })

  test('[IM4] columns named in Belarusian, numbers under «Ref»', async () => {
    const { draft } = await wordPlan(real.BELARUSIAN)
    expect(draft.front.approved).toMatch(/^ЗАЦВЯРДЖАЮ/)
    expect(lines(draft)).toEqual([
      '§ Краязнаўства',
      '1 | Гадзіна памяці | 22 чэрвеня | Бібліятэка | Ганчарова',
      '2 | Выстава кніг | люты | Абанемент | Шэпель',
    ])
    const goals = await wordPlan(real.GOALS)
    expect(columnsOf(goals.draft).slice(0, 2)).toEqual(['number=Ref', 'title=Action'])
    expect(lines(goals.draft)[1]).toBe(
      '1.1 | Summer Reading Challenge | June–September | J. Smith | £1,200 | 500 children',
    )
  })

  test('[IM6] sections out of merged months, of a list, of a second plan’s title', async () => {
    const sections = async (body: string) =>
      (await wordPlan(body)).draft.sections.map(({ title, items }) => `${title}: ${items.length}`)
    expect(await sections(real.MUSEUM)).toEqual(['Январь: 3', 'Февраль: 2', 'Март: 1'])
    expect(await sections(real.LISTED_SECTIONS)).toEqual([
      '1. Организационная работа: 2',
      '2. Работа с фондом: 1',
    ])
    expect(await sections(real.TWO_PLANS)).toEqual([': 3', 'План работы клуба «Сударушка» на 2024 год: 2'])
  })
})

describe('workbooks', () => {
  test('[IW9] a sheet a month, the title over each', async () => {
    const { draft, warnings } = await bookPlan(...sheets.SHEET_A_MONTH)
    expect(lines(draft)).toEqual([
      '§ Январь',
      '1 | Ёлка для ветеранов | 05.01.2024 | 12:00 | Носкова | 40',
      '2 | Концерт | 20.01.2024 | 15:00 | Зуева | 25',
      ' | Итого |  | 65',
      '§ Февраль',
      '1 | Турнир | 05.02.2024 | 12:00 | Носкова | 40',
      '2 | Концерт | 20.02.2024 | 15:00 | Зуева | 25',
      ' | Итого |  | 65',
    ])
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'header-repeated',
        quote: 'План мероприятий Центра досуга на февраль 2024 года',
      }),
    )
  })

  test('[IW3] [IW4] marks under the months of a year', async () => {
    const { draft } = await bookPlan(sheets.SHEET_OF_MARKS)
    expect(lines(draft)).toEqual([
      '§ Выставки',
      '1 | Персональная выставка И. Седых | январь – март | Котова',
      '2 | Санитарный день | январь, март, май | Все',
    ])
  })

  test('[IW5] [IW8] a merged column at the left names sections; a plain line is the title', async () => {
    const { draft, warnings } = await bookPlan(sheets.SHEET_OF_BANDS)
    expect(draft.title).toBe('Годовой план работы Дома молодёжи на 2025 год')
    expect(lines(draft)).toEqual([
      '§ Патриотика',
      '1 | Вахта памяти | май | Рожков',
      '2 | Викторина | 09.12.2025 | Мехоношина',
      '§ Добровольчество',
      '3 | Школа волонтёра | сентябрь–ноябрь | Мехоношина',
      '4 | Весенняя неделя добра | апрель | Рожков',
    ])
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'hidden-text', quote: '3 Черновик июнь' }),
    )
  })

  test('[IW7] [IW8] numbers that became amounts, a month of a year, a title under the block', async () => {
    const { draft } = await bookPlan(sheets.SHEET_OF_NUMBERS)
    expect([draft.title, draft.front.approved]).toEqual([
      'Комплексный план основных мероприятий на 2024 г.',
      'УТВЕРЖДАЮ\nНачальник управления культуры\n___________ Л.Л. Цой',
    ])
    expect(lines(draft)).toEqual([
      '§ 1 Юбилейные даты',
      '1.8 | День города | август | Цой',
      '1.9 | День работника культуры | 25.03.2024 | Цой',
      '1.10 | 100-летие района | июнь 2024 | Все учреждения',
      '§ 2 Фестивали',
      '2.1 | Сабантуй | июнь-август | ДК',
    ])
    expect(draft.front.outro).toBe('<p>Составил: Цой Л.Л.</p>')
  })
})
