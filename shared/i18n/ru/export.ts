/** Russian: the words that stand in exported files beside the plan's own. */
export const exportRu = {
  'export.sheet': 'План',
  'export.column.section': 'Раздел',
  'export.column.start': 'Начало',
  'export.column.end': 'Окончание',
  'export.column.hours': 'Часы',
  'export.column.state': 'Состояние',
  'export.state.planned': 'Запланировано',
  'export.state.in-progress': 'В работе',
  'export.state.done': 'Выполнено',
  'export.state.moved': 'Перенесено',
  'export.state.cancelled': 'Отменено',
} as const
