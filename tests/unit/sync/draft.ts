/** A plan of two sections and three rows, for tests of the client's sync. */
import type { PlanDraft } from '../../../shared/plan/json.ts'

const item = (title: string, period: string) => ({
  level: 0,
  numbering: 'auto' as const,
  number: '',
  title: `<p>${title}</p>`,
  period,
  cells: {},
})

export const DRAFT: PlanDraft = {
  title: 'План на 2022 год',
  year: 2022,
  organisation: 'Библиотека',
  front: { agreed: '', approved: '', intro: '', outro: '' },
  columns: [
    { key: 'number', title: '№' },
    { key: 'title', title: 'Название' },
    { key: 'period', title: 'Сроки' },
  ],
  sections: [
    {
      title: 'Конкурсы',
      department: null,
      items: [item('Чемпионат по чтению', 'январь'), item('Диктант', 'апрель')],
    },
    { title: 'Семинары', department: null, items: [item('Семинар', 'май')] },
  ],
}
