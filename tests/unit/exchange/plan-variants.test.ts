/** Ways in which the same plan is written by different hands (SPEC IM2–IM8, IM10, IM18–IM20). */
import { describe, expect, test } from 'vitest'
import { columnsOf, importBody, outline } from '../../support/docx-import.ts'
import { lostWords, xmlWords } from '../../support/docx-words.ts'
import { headerRow, p, sectionRow, tbl, tc, tr } from '../../support/docx-xml.ts'

const bold = { b: true, jc: 'center' } as const
const title = (...lines: string[]): string => lines.map((line) => p(line, bold)).join('')
/** Imports a body, and sees to it that no word of it is lost. */
const importWhole = async (body: string): ReturnType<typeof importBody> => {
  const imported = await importBody(body)
  expect(lostWords(xmlWords(body), imported.draft, imported.warnings), '[IM1]').toEqual([])
  return imported
}

const HEADER = ['№', 'Мероприятие', 'Срок', 'Ответственный']
const plan = (...rows: string[]): string => title('План на 2024 год') + tbl([headerRow(HEADER), ...rows])

describe('titles', () => {
  const row = tbl([headerRow(['№', 'Мероприятие', 'Срок']), tr(['1', 'Форум', 'май'])])
  const front = async (...lines: string[]) => {
    const { draft } = await importWhole(lines.join('') + row)
    return [draft.title, draft.year, draft.sections.map(({ title: name }) => name)]
  }

  test('[IM3] days under the name belong to it, a month over one of many tables does not', async () => {
    expect(await front(title('План Недели книги', '24-31 марта 2025 г.'))).toEqual([
      'План Недели книги 24-31 марта 2025 г.',
      2025,
      [''],
    ])
    expect(await front(title('План клуба', 'Январь 2025 г.') + row + title('Февраль 2025 г.'))).toEqual([
      'План клуба',
      2025,
      ['Январь 2025 г.', 'Февраль 2025 г.'],
    ])
  })

  test('[IM3] a heading of an introduction is no line of the title', async () => {
    const lines = [title('План на 2025 год'), p('Цели:', { b: true }), p('Задачи года', { b: true })]
    expect((await front(...lines))[0]).toBe('План на 2025 год')
  })

  test('[IM3] empty lines do not end a title that cannot end there', async () => {
    const lines = title(
      'План',
      '',
      'работы муниципального учреждения «Объединение',
      '',
      'библиотек района»',
      '',
    )
    expect((await front(lines, title('на 2025 год', '', 'г. Шуя, 2024 г.')))[0]).toBe(
      'План работы муниципального учреждения «Объединение библиотек района» на 2025 год',
    )
  })

  test('[IM3] a word that is set wide is known', async () => {
    expect((await front(title('П Л А Н', 'работы на 2025 год')))[0]).toBe('П Л А Н работы на 2025 год')
  })

  test('[IM6] a term over a table is a section', async () => {
    expect(await front(title('Improvement Plan 2025'), p('Autumn Term', { style: 'Heading1' }))).toEqual([
      'Improvement Plan 2025',
      2025,
      ['Autumn Term'],
    ])
  })

  test('[IM2] of three blocks side by side the middle one goes where its word says', async () => {
    const blocks = tbl([tr(['Рассмотрено\nсоветом', 'Согласовано\nзавуч', 'Утверждаю\nдиректор'])])
    const { draft } = await importWhole(blocks + plan(tr(['1', 'Форум', 'май', 'А'])))
    expect(draft.front.agreed).toBe('Рассмотрено\nсоветом\nСогласовано\nзавуч')
    expect(draft.front.approved).toBe('Утверждаю\nдиректор')
  })
})

describe('columns', () => {
  const columns = async (...rows: string[]): Promise<string[]> =>
    columnsOf((await importBody(title('План на 2024 год') + tbl(rows))).draft)

  test('[IM5] words divided at the ends of lines are whole again, compounds keep their hyphen', async () => {
    const header = ['№\nп/\nп', 'Культурно-\nдосуговые меро-\nприятия', 'Сро-\nки', 'Ответствен-\nный']
    expect(await columns(headerRow(header), tr(['1', 'Форум', 'май', 'А']))).toEqual([
      'number=№ п/п',
      'title=Культурно-досуговые мероприятия',
      'period=Сроки',
      'c1=Ответственный',
    ])
  })

  test('[IM4] numbers under a header cell without a name are the numbers of rows', async () => {
    expect(await columns(headerRow(['', 'Мероприятие', 'Срок']), tr(['1', 'Форум', 'май']))).toEqual([
      'number=№ п/п',
      'title=Мероприятие',
      'period=Срок',
    ])
  })

  test('[IM4] days of a month are the period, the hour beside them is not', async () => {
    expect(await columns(headerRow(['Число', 'Название', 'Время']), tr(['3', 'Ёлка', '11:00']))).toEqual([
      'period=Число',
      'title=Название',
      'c1=Время',
    ])
  })

  test('[IM4] quarters with words in them are columns of the plan, [IW3] those with marks are dates', async () => {
    const header = ['№', 'Мероприятие', 'I кв.', 'II кв.', 'III кв.', 'IV кв.']
    expect(await columns(headerRow(header), tr(['1', 'Форум', 'сбор', '', '', '+']))).toEqual([
      'number=№',
      'title=Мероприятие',
      'c1=I кв.',
      'c2=II кв.',
      'c3=III кв.',
      'c4=IV кв.',
    ])
    const marked = await importWhole(
      title('План на 2024 год') + tbl([headerRow(header), tr(['1', 'Форум', '+', '', '', '+'])]),
    )
    expect(outline(marked.draft)).toEqual(['§ ', '1 | Форум | I кв., IV кв.'])
    // Counts of events are no days.
    expect(await columns(headerRow(header), tr(['1', 'Форум', '2', '', '', '3']))).toHaveLength(6)
  })

  test('[IW3] figures that no day has are counts, and years of school are no quarters', async () => {
    const months = headerRow(['№', 'Показатель', 'январь', 'февраль', 'март'])
    for (const figures of [
      ['45', '12', '38'],
      ['12', '20', '31 и 32'],
    ]) {
      const rows = [tr(['1', 'Посещения читального зала', ...figures])]
      expect(await columns(months, ...rows)).toEqual([
        'number=№',
        'title=Показатель',
        'c1=январь',
        'c2=февраль',
        'c3=март',
      ])
    }
    const row = tr(['1', 'Беседа о правилах движения', '+', '', '+'])
    expect(
      await columns(headerRow(['№', 'Мероприятие', '1 класс: 1', 'Классы: 2', 'Классы: 3']), row),
    ).toHaveLength(5)
    expect(
      await columns(headerRow(['№', 'Мероприятие', 'Квартал: 1', 'Квартал: 2', 'Квартал: 3']), row),
    ).toContain('period=Сроки')
  })
})

describe('rows cut in two', () => {
  const broken = (head: string, ...tail: string[]): string => plan(head) + p() + tbl(tail)

  test('[IM7] in the middle of a list: each item stays an item', async () => {
    const { draft } = await importWhole(
      broken(
        tr(['1', tc('Выставки:\n- «Зима»;\n- «Весна»;'), 'в течение', 'Иванова']),
        tr(['', tc('- «Лето»;\n- «Осень».'), 'года', 'И.И.']),
        tr(['2', 'Слёт', 'май', 'Б']),
      ),
    )
    expect(outline(draft)).toEqual([
      '§ ',
      '1 | Выставки: / - «Зима»; / - «Весна»; / - «Лето»; / - «Осень». | в течение года | Иванова И.И.',
      '2 | Слёт | май | Б',
    ])
  })

  test('[IM7] with its number and date printed once more', async () => {
    const { draft, warnings } = await importWhole(
      broken(
        tr(['2', 'Круглый стол для руководителей и', 'июнь', 'А']),
        tr(['2', 'специалистов библиотек', 'июнь', 'А']),
        tr(['3', 'Слёт', 'июль', 'Б']),
      ),
    )
    expect(outline(draft)).toEqual([
      '§ ',
      '2 | Круглый стол для руководителей и специалистов библиотек | июнь | А',
      '3 | Слёт | июль | Б',
    ])
    expect(warnings.find(({ code }) => code === 'row-stitched')?.quote).toContain('2 специалистов')
  })

  test('[IM7] inside one table, where all rows but the tail have numbers', async () => {
    const { draft } = await importWhole(
      plan(
        tr(['1', 'Семинар для заведующих', 'март', 'Отдел']),
        tr(['', 'библиотеками района', '', '']),
        tr(['2', 'Слёт', 'июль', 'Б']),
      ),
    )
    expect(outline(draft)[1]).toBe('1 | Семинар для заведующих библиотеками района | март | Отдел')
  })

  test('[IM7] dressed as a section without rows, or between numbers that count on', async () => {
    const { draft } = await importWhole(
      plan(
        sectionRow('Край', 4),
        tr(['1', 'Сбор памяток', 'май', 'А']),
        tr(['2', 'Памятка для отчета', 'май', 'А']),
        sectionRow('библиотек края', 4),
        tr(['3', 'Свод отчетов систем', 'май', 'А']),
        sectionRow('района', 4),
        sectionRow('Город', 4),
        tr(['1', 'Слёт', 'июнь', 'Б']),
      ),
    )
    expect(outline(draft)).toEqual([
      '§ Край',
      '1 | Сбор памяток | май | А',
      '2 | Памятка для отчета библиотек края | май | А',
      '3 | Свод отчетов систем района | май | А',
      '§ Город',
      '1 | Слёт | июнь | Б',
    ])
  })

  test('[IM7] a section’s title printed once more on the next page opens no section', async () => {
    const { draft, codes } = await importWhole(
      plan(sectionRow('Край', 4), tr(['1', 'Форум', 'май', 'А'])) +
        p() +
        tbl([sectionRow('Край (продолжение)', 4), tr(['2', 'Слёт', 'июнь', 'Б'])]),
    )
    expect(outline(draft)).toEqual(['§ Край', '1 | Форум | май | А', '2 | Слёт | июнь | Б'])
    expect(codes).toContain('header-repeated')
  })

  test('[IM7] a name after an unfinished title is left, with a question', async () => {
    const { draft, codes } = await importWhole(
      broken(
        tr(['1', 'Встреча с делегацией библиотек', 'май', 'А']),
        tr(['', 'Республики Беларусь (г. Минск)', '', '']),
        tr(['2', 'Слёт', 'июнь', 'Б']),
      ),
    )
    expect(outline(draft)).toHaveLength(4)
    expect(codes).toContain('row-maybe-continued')
  })
})

describe('rows that belong together', () => {
  test('[IM8] items of a list in rows of their own stand under the numbered row', async () => {
    const { draft } = await importWhole(
      plan(
        sectionRow('Лето', 4),
        tr(['1.', 'Фестиваль:', '', '']),
        tr(['', '- открытие', '1 июня', 'А']),
        tr(['', '- закрытие', '9 июня', 'Б']),
        tr(['2.', 'Ярмарка', 'июль', 'В']),
      ),
    )
    expect(draft.sections[0]?.items.map(({ number, level }) => [number, level])).toEqual([
      ['1.', 0],
      ['', 1],
      ['', 1],
      ['2.', 0],
    ])
  })

  test('[IM10] a cell merged over many rows is reported once', async () => {
    const v = (text: string): string => tc(text, { v: text === '' ? 'continue' : 'restart' })
    const { warnings } = await importWhole(
      plan(
        tr(['1', 'Форум', v('май'), 'А']),
        tr(['2', 'Слёт', v(''), 'А']),
        tr(['3', 'Поход', v(''), 'А']),
        tr(['4', 'Бал', v('июнь'), 'А']),
        tr(['5', 'Пир', v(''), 'А']),
      ),
    )
    const repeated = warnings.filter(({ code }) => code === 'merged-cell-repeated')
    expect(repeated.map(({ quote, item }) => [quote, item])).toEqual([
      ['май', 1],
      ['июнь', 4],
    ])
  })
})

describe('plans without a table', () => {
  test('[IM19] numbered lines under headings are rows of sections, signatures stay below', async () => {
    const { draft, codes } = await importWhole(
      p('УТВЕРЖДАЮ', { jc: 'right' }) +
        title('План клуба «Надежда» на 2024 год') +
        p('Работа ведётся по выходным.') +
        p('Январь', { b: true }) +
        p('1. Рождественская встреча – 7 января') +
        p('- чай') +
        p('2.Мастер-класс') +
        p('Февраль') +
        p('Вечер отдыха', { num: [2, 0] }) +
        p('12.02 – лыжи') +
        p('Руководитель ________ Орлова'),
    )
    expect(outline(draft)).toEqual([
      '§ Январь',
      '1. | Рождественская встреча – 7 января / - чай | ',
      '2. | Мастер-класс | ',
      '§ Февраль',
      '1. | Вечер отдыха | ',
      ' | 12.02 – лыжи | ',
    ])
    expect([draft.title, draft.year, draft.front.approved]).toEqual([
      'План клуба «Надежда» на 2024 год',
      2024,
      'УТВЕРЖДАЮ',
    ])
    expect(draft.front.intro).toBe('<p>Работа ведётся по выходным.</p>')
    expect(draft.front.outro).toBe('<p>Руководитель ________ Орлова</p>')
    expect(codes).toEqual(['no-table'])
  })
})

describe('pages laid out by tables', () => {
  test('[IM20] a frame around signatures, title and plan is taken off', async () => {
    const inner = tbl([headerRow(HEADER), tr(['1', 'Форум', 'май', 'А'])]) + p()
    const { draft } = await importWhole(
      tbl([
        tr(['СОГЛАСОВАНО\nглава', 'УТВЕРЖДАЮ\nдиректор']),
        tr([tc(p('План работы на 2024 год', bold), { span: 2 })]),
        tr([tc(inner, { span: 2 })]),
      ]),
    )
    expect(outline(draft)).toEqual(['§ ', '1 | Форум | май | А'])
    expect(draft.title).toBe('План работы на 2024 год')
    expect([draft.front.agreed, draft.front.approved]).toEqual(['СОГЛАСОВАНО\nглава', 'УТВЕРЖДАЮ\nдиректор'])
  })

  test('[IM20] a schedule inside a row of the plan stays in its row', async () => {
    const inner = tbl([headerRow(['Время', 'Мероприятие']), tr(['10.00', 'сбор'])])
    const { draft, warnings } = await importWhole(plan(tr(['1', tc(p('Поход:') + inner), 'май', 'А'])))
    expect(outline(draft)).toHaveLength(2)
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'nested-table', section: 0, item: 0 }))
  })
})

test('[IM18] «Продолжение таблицы» and its column numbers are no part of the plan', async () => {
  const { draft, warnings } = await importWhole(
    plan(tr(['1', 'Форум', 'май', 'А'])) +
      p('Продолжение таблицы', { jc: 'right' }) +
      tbl([tr(['1', '2', '3', '4']), tr(['2', 'Слёт', 'июнь', 'Б'])]),
  )
  expect(outline(draft)).toEqual(['§ ', '1 | Форум | май | А', '2 | Слёт | июнь | Б'])
  expect(warnings.map(({ quote }) => quote)).toContain('Продолжение таблицы')
})
