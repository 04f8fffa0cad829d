/** Blocks of signatures, the title and the plan in one table, and columns named like blocks (SPEC IW12). */
import { expect, test } from 'vitest'
import { columnsOf, importBody, outline } from '../../support/docx-import.ts'
import { headerRow, p, tbl, tc, tr } from '../../support/docx-xml.ts'

const header = tr(['№', 'Мероприятие', 'Срок', 'Ответственный'])
const rows = [tr(['1', 'Форум', 'май', 'Иванова']), tr(['2', 'План утвержден на совете', 'июнь', 'Петров'])]
const READ = ['§ ', '1 | Форум | май | Иванова', '2 | План утвержден на совете | июнь | Петров']
const whole = (text: string): string => tc(text, { span: 4, b: true, jc: 'center' })

test('[IW12] one table of blocks, title and plan is cut at the names of the columns', async () => {
  const { draft } = await importBody(
    tbl([
      tr([
        tc('СОГЛАСОВАНО\nПредседатель профкома\n______ С.С. Орлова', { span: 2 }),
        tc('УТВЕРЖДАЮ\nДиректор\n______ И.И. Иванов', { span: 2 }),
      ]),
      tr([whole('План работы\nна 2024 год')]),
      header,
      ...rows,
    ]),
  )
  expect(outline(draft)).toEqual(READ)
  expect([draft.title, draft.year]).toEqual(['План работы на 2024 год', 2024])
  expect(draft.front.agreed).toBe('СОГЛАСОВАНО\nПредседатель профкома\n______ С.С. Орлова')
  expect(draft.front.approved).toBe('УТВЕРЖДАЮ\nДиректор\n______ И.И. Иванов')
})

test('[IW12] a block of many rows, each merged over the width, is above the plan too', async () => {
  const lines = ['УТВЕРЖДАЮ', 'Директор школы', '______ И.И. Иванов', '«__» ______ 2024 г.', 'М.П.']
  const { draft } = await importBody(
    tbl([
      ...lines.map((line) => tr([tc(line, { span: 4, jc: 'right' })])),
      tr([whole('План работы на 2024 год')]),
      header,
      ...rows,
    ]),
  )
  expect(outline(draft)).toEqual(READ)
  expect(draft.title).toBe('План работы на 2024 год')
  expect(draft.front.approved).toBe(lines.join('\n'))
})

test('[IW12] «Согласовано» beside names of a plan’s columns is a column', async () => {
  const { draft } = await importBody(
    p('План на 2024 год', { b: true, jc: 'center' }) +
      tbl([
        headerRow(['Мероприятие', 'Срок', 'Согласовано']),
        tr(['Форум', 'май', 'да']),
        tr(['Слет', 'июнь', 'нет']),
      ]),
  )
  expect(columnsOf(draft)).toEqual(['title=Мероприятие', 'period=Срок', 'c1=Согласовано'])
  expect(outline(draft)).toEqual(['§ ', ' | Форум | май | да', ' | Слет | июнь | нет'])
})
