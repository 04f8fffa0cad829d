/** Columns known by their names, headers found and joined (SPEC IM4, IM5). */
import { describe, expect, test } from 'vitest'
import { roleOfTitle } from '../../../shared/plan/table-columns.ts'
import { findHeader, isCountRow, repeatsHeader } from '../../../shared/plan/table-header.ts'
import type { Row, Table } from '../../../shared/plan/table-model.ts'
import { paragraph } from '../../../shared/plan/table-text.ts'

const rowOf = (...texts: string[]): Row => ({
  header: false,
  cells: texts.map((text, at) => ({ at, span: 1, merged: false, content: [paragraph(text)] })),
})
const tableOf = (...rows: Row[]): Table => ({ kind: 'table', rows, widths: [], bordered: true })
const rolesOf = (...titles: string[]): string[] | undefined =>
  findHeader(tableOf(rowOf(...titles), rowOf('1', 'Форум', 'май')))?.columns.map(({ role }) => role)

describe('names of columns', () => {
  test.each([
    ['№', 'number'],
    ['№№ п/п', 'number'],
    ['№ п\\п', 'number'],
    ['п/п', 'number'],
    ['N п/п', 'number'],
    ['No.', 'number'],
    ['#', 'number'],
    ['Название, форма', 'title'],
    ['Наименование мероприятия', 'title'],
    ['Мероприятия', 'title'],
    ['Основные мероприятия', 'title'],
    ['Содержание работы', 'title'],
    ['Краткое содержание', 'title'],
    ['Назва заходу', 'title'],
    ['Activity', 'title'],
    ['Сроки', 'period'],
    ['Срок исполнения', 'period'],
    ['Дата проведения мероприятия', 'period'],
    ['Планируемая дата', 'period'],
    ['Месяц', 'period'],
    ['Время проведения', 'period'],
    ['Термін виконання', 'period'],
    ['Deadline', 'period'],
    ['Ответственный за мероприятие', 'other'],
    ['Ответственные', 'other'],
    ['Место проведения мероприятия', 'other'],
    ['Целевая аудитория', 'other'],
    ['Отметка о выполнении', 'other'],
    ['Количество участников', 'other'],
  ])('[IM4] «%s» is %s', (title, role) => {
    expect(roleOfTitle(title)?.role).toBe(role)
  })

  test('[IM4] of two claims to one role the stronger wins, in any order', () => {
    expect(rolesOf('№', 'Форма', 'Название', 'Время', 'Дата')).toEqual([
      'number',
      'other',
      'title',
      'other',
      'period',
    ])
    expect(rolesOf('Дата', 'Место', 'Мероприятие')).toEqual(['period', 'other', 'title'])
  })
})

describe('headers', () => {
  test('[IM5] a row of data is no header', () => {
    expect(findHeader(tableOf(rowOf('1', 'Мероприятие в срок', 'май')))).toBeNull()
    expect(findHeader(tableOf(rowOf('Форум', 'май'), rowOf('Слёт', 'июнь')))).toBeNull()
  })

  test('[IM5] a header may stand under other rows', () => {
    expect(findHeader(tableOf(rowOf('План на год'), rowOf('№', 'Название', 'Срок')))?.start).toBe(1)
  })

  test('[IM5] repeated headers and rows that count columns are known', () => {
    expect(repeatsHeader(rowOf('№', 'НАЗВАНИЕ', 'Срок'), ['№', 'название', 'срок'])).toBe(true)
    expect(repeatsHeader(rowOf('1', 'Название', ''), ['№', 'название', 'срок'])).toBe(false)
    expect(isCountRow(rowOf('1', '2', '3.'))).toBe(true)
    expect(isCountRow(rowOf('1', '2', '4'))).toBe(false)
  })
})
