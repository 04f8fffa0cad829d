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
const ALL = '1,2,3,4,5,6,7,8,9,10,11,12'
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
      'ежедневно, кроме воскресенья, до 20 июля': '1,2,3,4,5,6,7 recurring',
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

  test('[PD20] of «без», «помимо», «не считая» before a time is one, and none elsewhere', () => {
    each({
      'ежемесячно (без июля, августа)': `${NO_JULY_AUGUST} recurring`,
      'в течение года (без летнего периода)': '1,2,3,4,5,9,10,11,12 year',
      'сентябрь–май без января': '2,3,4,5,9,10,11,12 range',
      'ежемесячно, не считая июля': `${NO_JULY} recurring`,
      'ежемесячно, не включая июль и август': `${NO_JULY_AUGUST} recurring`,
      'ежемесячно, без учёта июля': `${NO_JULY} recurring`,
      'весь год, помимо июля': `${NO_JULY} year`,
      'весь год без всего лета': '1,2,3,4,5,9,10,11,12 year',
      'ежеквартально, без III квартала': '1,2,3,4,5,6,10,11,12 recurring',
      'в течение года, без летних каникул': '1,2,3,4,5,9,10,11,12 year',
      'щомісяця, не враховуючи липня': `${NO_JULY} recurring`,
      'monthly without July': `${NO_JULY} recurring`,
      'monthly, not including July': `${NO_JULY} recurring`,
      // Nothing of time is taken out.
      'без отрыва от производства, июль': '7 months',
      'март, без указания даты': '3 months',
      'июль, без согласования': '7 months',
      'ежемесячно (без летней практики)': `${ALL} recurring`,
      'ежедневно, без выходных': `${ALL} recurring`,
      'ежемесячно, не считая праздников, июль': '7 recurring',
      'весь год, включая июль': `${ALL} year`,
    })
  })

  test('[PD21] may say when it is in brackets', () => {
    each({
      'ежемесячно, кроме отпуска (июль)': `${NO_JULY} recurring`,
      'ежемесячно, кроме летнего отпуска (июль, август)': `${NO_JULY_AUGUST} recurring`,
      'ежемесячно (кроме летних каникул (июнь–август))': '1,2,3,4,5,9,10,11,12 recurring',
      'сентябрь–май, кроме зимних каникул (1–10 января)': '1,2,3,4,5,9,10,11,12 range',
      'monthly except vacation (July)': `${NO_JULY} recurring`,
      // The months of the rhythm.
      'ежедневно, кроме понедельника (июнь–август)': SUMMER,
      'ежедневно, кроме праздников (июнь–август)': SUMMER,
      'daily except Sundays (June to August)': SUMMER,
      'по средам, кроме каникул (сентябрь–май)': '1,2,3,4,5,9,10,11,12 recurring',
    })
  })

  test('[PD21] of months leaves the days behind them to the rhythm', () => {
    const days = ['15 числа', '15-го', '1 и 15 числа', 'с 1 по 5 число', '3-я декада', 'до 5 числа']
    for (const day of days)
      expect(read(`ежемесячно, кроме июля–августа, ${day}`), day).toBe(`${NO_JULY_AUGUST} recurring`)
    each({
      'ежемесячно, кроме июля и августа 15 числа': `${NO_JULY_AUGUST} recurring`,
      'ежемесячно, кроме мая 1, 9': `${ALL} recurring`,
      'ежемесячно, кроме мая (1, 9)': `${ALL} recurring`,
      'ежемесячно (кроме июля), май, 15': '5 recurring',
    })
  })

  test('[PQ12] of days takes away the months that they fill', () => {
    each({
      'ежемесячно, кроме 1 июля – 31 августа': `${NO_JULY_AUGUST} recurring`,
      'ежемесячно (кроме 01.07–31.08)': `${NO_JULY_AUGUST} recurring`,
      'ежемесячно, кроме 15 июня – 31 августа': `${NO_JULY_AUGUST} recurring`,
      'monthly except 1 July – 31 August': `${NO_JULY_AUGUST} recurring`,
      'ежемесячно, кроме 1–10 января': `${ALL} recurring`,
      'ежемесячно, кроме 1, 31 января': `${ALL} recurring`,
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
      'ежедневно, кроме воскресенья, 9 мая': `${ALL} recurring`,
      'щомісяця, за винятком липня, серпня': `${NO_JULY_AUGUST} recurring`,
      'штомесяц, акрамя ліпеня': `${NO_JULY} recurring`,
      'monthly except July, August': `${NO_JULY_AUGUST} recurring`,
      'июнь-август (ежедневно, кроме выходных)': SUMMER,
      'ежемесячно; кроме того, 15 мая': '5 recurring',
      'сентябрь – в течение года': '9,10,11,12 range',
    })
  })
})

test('[XH13] what a rhythm includes is its own already, and «без согласования» leaves nothing open', () => {
  each({
    'ежемесячно, включая июль и август': `${ALL} recurring`,
    'ежемесячно (включая июль, август)': `${ALL} recurring`,
    'ежемесячно, включая июль': `${ALL} recurring`,
    'без согласования': '- unknown',
    'май, без согласования': '5 months',
    'май, без предварительного согласования': '5 months',
    'май, по согласованию': '5 by-agreement',
    'без билетов, по согласованию': '- by-agreement',
  })
})

test('[XH13] what a rhythm with a span of its own includes is more than that, and none of «каждый месяц»', () => {
  each({
    'сентябрь–май, ежемесячно, включая июнь': '1,2,3,4,5,6,9,10,11,12 recurring',
    'с сентября по май еженедельно, включая июнь и июль': '1,2,3,4,5,6,7,9,10,11,12 recurring',
    'в течение учебного года еженедельно, включая июнь': '1,2,3,4,5,6,9,10,11,12 recurring',
    'каждый месяц, включая июль': `${ALL} recurring`,
    'каждый месяц (включая июль и август)': `${ALL} recurring`,
  })
})

test('[XH13] weekdays in a span beside days that are listed, a beginning of something, Roman months before a year', () => {
  each({
    '15 мая, 16 мая, 17 мая (пт–вс)': '5 dates 05-15..05-17',
    '15, 16, 17 мая (пт-вс)': '5 dates 05-15..05-17',
    '15 мая, 22 мая (пн–пт)': '5 recurring',
    'IV. 2026': '4 months',
    'V-2026': '5 months',
    'V–2026': '5 months',
    'IV.2026': '4 months',
    'IX-X.2026': '10 months',
    // What is counted is no month.
    'Протокол № V-2026': `${ALL} year`,
    'Весна-V-2026': '3,4,5 range',
    'Этап I. 2026 г.': `${ALL} year`,
    'в разделе II. 2026': `${ALL} year`,
  })
  const { start, hours } = parsePeriod('15 мая, начало мероприятия 12 ч.', { year: 2026 })
  expect([start, hours]).toEqual(['2026-05-15', null])
})

test('[XH14] holidays of a week or two take no month away, those of summer theirs', () => {
  each({
    'сентябрь–май, кроме зимних каникул': '1,2,3,4,5,9,10,11,12 range',
    'ежемесячно, кроме новогодних каникул': `${ALL} recurring`,
    'ежемесячно, кроме осенних и весенних каникул': `${ALL} recurring`,
    'ежемесячно, кроме летних каникул': '1,2,3,4,5,9,10,11,12 recurring',
    'ежемесячно, кроме зимы': '3,4,5,6,7,8,9,10,11 recurring',
  })
})
