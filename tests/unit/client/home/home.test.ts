/** Small decisions of the first pages (SPEC UI12–UI14). */
import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { mayDelete } from '../../../../client/home/may-delete.ts'
import { parseAnswers } from '../../../../client/home/entry-answers.ts'
import { nextPlanYear, readYear } from '../../../../client/home/plan-year.ts'
import { whenOf } from '../../../../client/when.ts'
import { messagesRu } from '../../../../shared/i18n/messages.ru.ts'

const ru = createIntl({ locale: 'ru', messages: messagesRu })

describe('when a plan was changed', () => {
  const now = new Date(2022, 4, 20, 15, 0)
  const say = (time: Date) => whenOf(ru, time, now)

  test('[UI12] is told in minutes, hours, days, then by its date', () => {
    expect(say(new Date(2022, 4, 20, 14, 55))).toBe('5 минут назад')
    expect(say(new Date(2022, 4, 20, 12, 30))).toBe('2 часа назад')
    expect(say(new Date(2022, 4, 19, 23, 0))).toBe('вчера')
    expect(say(new Date(2022, 4, 16, 9, 0))).toBe('4 дня назад')
    expect(say(new Date(2022, 2, 1))).toBe('1 марта')
    expect(say(new Date(2021, 11, 31))).toMatch(/^31 декабря 2021/)
  })

  test('[UI12] is never in the future, whatever the clocks say', () => {
    expect(say(new Date(2022, 4, 20, 15, 3))).toBe('в эту минуту')
  })
})

describe('a new plan', () => {
  test('[UI13] is for next year from August on', () => {
    expect(nextPlanYear(new Date(2021, 6, 31))).toBe(2021)
    expect(nextPlanYear(new Date(2021, 7, 1))).toBe(2022)
  })

  test('[UI13] has a year of four digits from 1900 to 2200', () => {
    expect(readYear(' 2022 ')).toBe(2022)
    for (const wrong of ['', '22', '20222', '1899', '2201', 'год']) expect(readYear(wrong)).toBeNull()
  })
})

test('[UI14] the entry page remembers its last answers; odd ones fall back to an editor', () => {
  expect(parseAnswers(null)).toEqual({ name: '', role: 'editor', department: '' })
  expect(parseAnswers('{"name":"Anna","role":"viewer","department":"method"}')).toEqual({
    name: 'Anna',
    role: 'viewer',
    department: 'method',
  })
  expect(parseAnswers('{"name":7,"role":"king"}')).toEqual({ name: '', role: 'editor', department: '' })
  expect(parseAnswers('not json')).toEqual({ name: '', role: 'editor', department: '' })
})

test('[UI15] Russian counts take the right form of the word', () => {
  const rows = (count: number) => ru.formatMessage({ id: 'exchange.rows' }, { count })
  expect([1, 2, 5, 11, 21, 22, 111].map(rows)).toEqual([
    '1 строка',
    '2 строки',
    '5 строк',
    '11 строк',
    '21 строка',
    '22 строки',
    '111 строк',
  ])
})

test('[PW2] whether a listed plan may be deleted and restored is asked of the role in that plan', () => {
  const editor = { role: 'editor', departments: [], approver: false } as const
  expect([mayDelete(editor, { role: 'chief' }), mayDelete(editor, { role: 'editor' })]).toEqual([true, false])
  expect(mayDelete({ ...editor, role: 'chief' }, { role: 'viewer' })).toBe(false)
})
