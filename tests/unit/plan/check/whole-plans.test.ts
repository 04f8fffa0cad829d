/** The checker on two whole plans: every fault that was put into them, and nothing of what only looks like one. */
import { describe, expect, test } from 'vitest'
import { PlanChecker } from '../../../../shared/plan/check.ts'
import type { ItemDraft, PlanDraft } from '../../../../shared/plan/json.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { itemDraft, planDoc, planDraft } from '../../../support/drafts.ts'

type Line = readonly [number: string, title: string, period: string, who?: string]

const rowOf = ([number, title, period, who = 'Иванова']: Line): ItemDraft =>
  itemDraft(title, { period, numbering: number === '' ? 'none' : 'typed', number, cells: { c1: who } })

const planOf = (title: string, year: number, sections: Record<string, readonly Line[]>): PlanDraft => {
  const bare = planDraft(0, 0)
  const columns = bare.columns.filter(({ key }) => key !== 'c1')
  return {
    ...bare,
    title,
    year,
    columns: [...columns, { key: 'c1', title: 'Ответственный' }],
    sections: Object.entries(sections).map(([name, lines]) => ({
      title: name,
      department: null,
      items: lines.map(rowOf),
    })),
  }
}

/** What is found, with the number of the row or the title of the section. */
const faultsOf = (draft: PlanDraft): string[] => {
  const view = new PlanProjection(planDoc(draft)).view()
  const names = new Map(
    view.sections.flatMap(({ id, title, rows }) => [
      [id, title] as const,
      ...rows.map((row) => [row.id, row.number] as const),
    ]),
  )
  return new PlanChecker()
    .check(view)
    .map(({ code, item, section }) => `${code} ${names.get(item ?? section ?? '') ?? 'plan'}`)
}

const LESSONS = 'каталог фонд чтение абонемент игра сказка выставка обзор викторина квест проект'
  .split(' ')
  .map((theme, at): Line => [`1.2.${at + 1}`, `Учёба по теме «${theme}»`, 'ежемесячно'])

const LIBRARY = planOf('План работы областной детской библиотеки на 2026 год', 2026, {
  'I. Организация деятельности': [],
  '1.1. Управление': [
    ['1.1.1', 'Заседание методического совета', '1 раз в квартал'],
    ['1.1.2', 'Годовой отчёт за 2025 год', 'до 15 января 2026 г.'],
    ['1.1.3', 'Сбор сведений 6-НК за 2025 год', 'до 25 декабря 2025 г.'],
    ['1.1.4', 'План работы на 2027 год', 'до 1 декабря'],
    ['1.1.5', 'Годовой отчёт за 2026 год', 'до 15 января 2027 г.'],
  ],
  '1.2. Кадры': [...LESSONS, ['1.2.13', 'Аттестация сотрудников библиотеки', 'октябрь']],
  '2. Работа с читателями': [
    ['1', 'Неделя детской и юношеской книги', '24–30 марта'],
    ['2', 'Областной конкурс чтецов «Живая классика»', 'февраль'],
    ['3', 'Областной конкурс чтецов «Живая классика». Финал', 'апрель'],
    ['4', 'День информации «Новинки детской литературы»', 'январь'],
    ['5', 'День информации «Новинки детской литературы»', 'апрель'],
    ['6', 'День информации «Новинки детской литературы»', 'октябрь'],
    ['6а', 'Квест «По следам сказок» для школьников', '31 апреля'],
    ['7', 'Летняя программа чтения «Книжный остров»', 'июнь–август'],
    ['8', 'Проект «Большое чтение» (2025–2027)', '2025–2027 гг.'],
    ['9', 'Праздник двора', 'с 20 по 10 июня'],
    ['10', 'Областной праздник «Книжный двор» для семей', 'июнь'],
    ['10.1', 'Сценарий праздника двора', 'май'],
    ['10.2', 'Афиша праздника двора', 'до 25 мая'],
  ],
  '3. Методическая работа': [
    ['11', 'Семинар «Детская библиотека: вызовы времени»', '15–16 апреля 2025 г.'],
    ['12', 'Выезды в районы области', 'по графику', ''],
    ['13', 'Курсы повышения квалификации', '2 кв., 72 часа'],
    ['14', '', 'ноябрь'],
    ['16', 'Областной праздник «Книжный двор» для семей', 'август'],
  ],
  'Раздел 4. Издательская деятельность': [],
  'Библиографические пособия': [
    ['1', 'Календарь знаменательных дат на 2027 год', 'сентябрь'],
    ['2', 'Дайджест «Читающая область», вып. 1', 'I кв.'],
    ['3', 'Дайджест «Читающая область», вып. 2', 'III кв.'],
    ['4', 'Летопись библиотеки', ''],
  ],
  'Раздел 5. Хозяйственная работа': [],
  'Раздел 6. Реклама': [['1', 'Афиши библиотеки', 'ежемесячно']],
})

const SCHOOL = planOf('План работы школьной библиотеки на 2025–2026 учебный год', 2025, {
  Сентябрь: [
    ['1', 'Перерегистрация читателей', '1–15 сентября'],
    ['2', 'Библиотечный урок «Знакомство с библиотекой»', '2 неделя'],
    ['3', 'Обзор новых книг для учащихся', 'последняя пятница'],
  ],
  Октябрь: [
    ['1', 'День лицеиста', '19'],
    ['2', 'Обзор новых книг для учащихся', 'последняя пятница'],
  ],
  Май: [
    ['1', 'Сверка фонда учебников с бухгалтерией', 'до 25.05.2026'],
    ['2', 'Итоги года', 'май 2027 г.'],
    ['4', 'Обзор новых книг для учащихся', 'последняя пятница'],
  ],
  'В течение года': [
    ['1', 'Работа с фондом', 'постоянно'],
    ['2', 'Подбор литературы', 'по заявкам педагогов'],
    ['3', 'Консультации', 'по вторникам'],
    ['', 'Итого: 3 мероприятия', ''],
  ],
})

describe('A whole plan', () => {
  test('[CK11] of a library has the faults that were put into it, and no other', () => {
    expect(faultsOf(LIBRARY)).toEqual([
      'number-gap 1.2.13',
      'impossible-day 6а',
      'end-before-start 9',
      'foreign-year 11',
      'responsible-missing 12',
      'title-missing 14',
      'number-gap 16',
      'same-event 16',
      'date-missing 4',
      'empty-section Раздел 5. Хозяйственная работа',
    ])
  })

  test('[CK11] of a school year has two faults', () => {
    expect(faultsOf(SCHOOL)).toEqual(['foreign-year 2', 'number-gap 4'])
  })
})
