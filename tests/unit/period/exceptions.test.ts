/** What «кроме …» takes out of a time, and what behind it is the cell's own. */
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../../shared/period/parse.ts'

const read = (text: string): string => {
  const { months, kind, start, end } = parsePeriod(text, { year: 2026 })
  const days = start || end ? ` ${start?.slice(5) ?? ''}..${end?.slice(5) ?? ''}` : ''
  return `${months.join() || '-'} ${kind}${days}`
}
const each = (rows: Record<string, string>): void => {
  for (const [text, want] of Object.entries(rows)) expect(read(text), text).toBe(want)
}
const SUMMER = '6,7,8 recurring'
const NO_JULY = '1,2,3,4,5,6,8,9,10,11,12'
const NO_JULY_AUGUST = '1,2,3,4,5,6,9,10,11,12'

describe('An exception', () => {
  test('[XE1] of weekdays and holidays ends before the months of the rhythm', () => {
    each({
      'ежедневно, кроме воскресенья, июнь–август': SUMMER,
      'ежедневно, кроме понедельника, с 15 июня по 15 августа': SUMMER,
      'ежедневно кроме понедельника с 15 июня по 15 августа': SUMMER,
      'ежедневно, кроме выходных и праздничных дней, июнь - август': SUMMER,
      'ежедневно, кроме понедельника (июнь–август)': SUMMER,
      'daily except Sundays, June to August': SUMMER,
      'daily except public holidays, June to August': SUMMER,
      'щоденно, крім неділі, червень–серпень': SUMMER,
      'штодня, акрамя нядзелі, чэрвень–жнівень': SUMMER,
      'Ежедневно\nкроме выходных, июнь–август': SUMMER,
      'по будням, кроме среды, в июле': '7 recurring',
      'по будням кроме среды в июле': '7 recurring',
      'ежедневно, кроме субботы, воскресенья, в I квартале': '1,2,3 recurring',
      'еженедельно, кроме каникул, сентябрь–май': '1,2,3,4,5,9,10,11,12 recurring',
      'каждую среду, кроме 1 мая, апрель–июнь': '4,5,6 recurring',
      'ежедневно, кроме воскресенья, 1–20 июля': '7 recurring',
      'ежедневно, кроме воскресенья, до 20 июля': '7 recurring',
      'daily except Mondays in summer': SUMMER,
      'ежемесячно кроме летних месяцев с марта': '3,4,5,9,10,11,12 recurring',
    })
  })

  test('[XE1] of months ends before a rhythm, a condition, a year and the span that has them in it', () => {
    each({
      'ежемесячно, кроме июля, по согласованию': `${NO_JULY} by-agreement`,
      'ежемесячно, кроме июля и августа, по заявкам': `${NO_JULY_AUGUST} on-demand`,
      'щомісяця, крім липня, за погодженням': `${NO_JULY} by-agreement`,
      'monthly, except July, on request': `${NO_JULY} on-demand`,
      'Ежемесячно\nкроме июля, по согласованию': `${NO_JULY} by-agreement`,
      'Кроме июля – ежемесячно': `${NO_JULY} recurring`,
      'Кроме июля – в течение года': `${NO_JULY} year`,
      'ежемесячно, кроме июля, весь год': `${NO_JULY} recurring`,
      'май–сентябрь, кроме июля, по средам': '5,6,8,9 recurring',
      'по средам, кроме июля, май–сентябрь': '5,6,8,9 recurring',
      'monthly except July, June to September': '6,8,9 recurring',
    })
  })

  test('[XE1] goes on with times of its own list, and «кроме того» is none', () => {
    each({
      'ежемесячно (кроме июля, августа)': `${NO_JULY_AUGUST} recurring`,
      'ежемесячно, кроме июля, августа': `${NO_JULY_AUGUST} recurring`,
      'ежемесячно, кроме июня, июля, августа': '1,2,3,4,5,9,10,11,12 recurring',
      'весь год, кроме июня–августа, декабря': '1,2,3,4,5,9,10,11 year',
      'весь год, кроме как в июле и в августе': `${NO_JULY_AUGUST} year`,
      'ежедневно, кроме воскресенья, июля и августа': `${NO_JULY_AUGUST} recurring`,
      'ежедневно, кроме воскресенья, 9 мая': '1,2,3,4,5,6,7,8,9,10,11,12 recurring',
      'щомісяця, за винятком липня, серпня': `${NO_JULY_AUGUST} recurring`,
      'штомесяц, акрамя ліпеня': `${NO_JULY} recurring`,
      'monthly except July, August': `${NO_JULY_AUGUST} recurring`,
      'июнь-август (ежедневно, кроме выходных)': SUMMER,
      'ежемесячно; кроме того, 15 мая': '5 recurring',
      'сентябрь – в течение года': '9,10,11,12 range',
    })
  })
})
