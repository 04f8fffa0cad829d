/** What stands in brackets or behind a comma beside a time and says no more of when: deadlines of reports, weekdays of days. */
import { expect, test } from 'vitest'
import { parsePeriod } from '../../../shared/period/parse.ts'

const read = (text: string): string => {
  const { months, kind, start, end } = parsePeriod(text, { year: 2026 })
  const days = start || end ? ` ${start?.slice(5) ?? ''}..${end?.slice(5) ?? ''}` : ''
  return `${months.length === 12 ? 'all' : months.join() || '-'} ${kind}${days}`
}
const each = (rows: Record<string, string>): void => {
  for (const [text, want] of Object.entries(rows)) expect(read(text), text).toBe(want)
}

test('[PD23] a deadline in brackets leaves the year whole', () => {
  each({
    'постоянно (отчет до 20 декабря)': 'all year',
    'в течение года (отчёты до 1 апреля, до 1 июля)': 'all year',
    'весь рік (до 20 грудня)': 'all year',
    'all year (report by 20 December)': 'all year',
    // When in the year.
    'в течение года (март, октябрь)': '3,10 year',
    'в течение года (заявки до 1 марта, май)': '5 year',
    'весь год (с 1 марта)': '3,4,5,6,7,8,9,10,11,12 dates 03-01..',
  })
})

test('[PD16] as many weekdays as the listed days fall on are no rhythm', () => {
  each({
    '15 мая, 16 мая (пт, сб)': '5 dates 05-15..05-16',
    '15, 22, 29 мая (по пятницам)': '5 dates 05-15..05-29',
    '15, 16 мая 2026 г. (пт, сб), 12.00': '5 dates 05-15..05-16',
    '29 мая, 5 июня (по пятницам)': '5,6 dates 05-29..06-05',
    '12 и 19 марта, по четвергам в 15.00': '3 dates 03-12..03-19',
    '15, 22 мая в 15.00 (по пятницам)': '5 dates 05-15..05-22',
    // A rhythm beside a span, a month, one day or other days.
    'с 1 по 29 мая (по пятницам)': '5 recurring',
    '1–29 мая (вт, чт)': '5 recurring',
    'май, июнь (по пятницам)': '5,6 recurring',
    '15 мая, по пятницам': '5 recurring',
    '15, 16 мая, вт, чт, сб': '5 recurring',
  })
})
