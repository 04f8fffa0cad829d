/** Year, institution, levels of numbers (SPEC IM3, IM8). */
import { describe, expect, test } from 'vitest'
import {
  organisationIn,
  organisationOfSigner,
  yearOfTexts,
  yearOfTitle,
} from '../../../shared/plan/table-facts.ts'
import { levelsOf } from '../../../shared/plan/table-numbers.ts'
import { looksLikeNumber, looksLikePeriod } from '../../../shared/plan/table-words.ts'

describe('the year', () => {
  test.each([
    ['План на 2022 год', 2022],
    ['Отчет за 2021 и план на 2022 год', 2022],
    ['План на 2023-2024 учебный год', 2023],
    ['План 2025', 2025],
    ['План работы', null],
  ])('[IM3] of «%s» is %s', (title, year) => {
    expect(yearOfTitle(title)).toBe(year)
  })

  test('[IM3] is else the one that most dates name', () => {
    expect(yearOfTexts(['12.03.2024', '1.04.24', 'май 2023 г.', 'июнь'])).toBe(2024)
    expect(yearOfTexts(['май', 'кабинет 2050а'])).toBe(2050)
    expect(yearOfTexts(['май'])).toBeNull()
  })
})

describe('the institution', () => {
  test.each([
    ['План работы ГАУК «Дом книги» на 2022 год', 'ГАУК «Дом книги»'],
    ['План МБУК «ЦБС «Родник»» г. Юрга на 2022 год', 'МБУК «ЦБС «Родник»»'],
    ['План МБОУ СОШ № 5 на 2023-2024 учебный год', 'МБОУ СОШ № 5'],
    [
      'План муниципального бюджетного учреждения культуры «Центральная библиотека» на 2024 год',
      'муниципального бюджетного учреждения культуры «Центральная библиотека»',
    ],
    ['План Министерства культуры края на 2024 год', 'Министерства культуры края'],
    ['План мероприятий на 2024 год', null],
  ])('[IM3] of «%s» is %s', (title, name) => {
    expect(organisationIn(title)).toBe(name)
  })

  test('[IM3] may be named after the post of who signs', () => {
    expect(organisationOfSigner('Директор МБУК «Родник»')).toBe('МБУК «Родник»')
    expect(organisationOfSigner('Директор областной библиотеки')).toBe('областной библиотеки')
    expect(organisationOfSigner('Председатель методического совета')).toBeNull()
    expect(organisationOfSigner('____________ И.И. Иванов')).toBeNull()
  })
})

const levels = (numbers: string[]): number[] => levelsOf(numbers.map((number) => ({ number })))

describe('numbers', () => {
  test('[IM8] a number stands under the one that begins it', () => {
    expect(levels(['1.', '1.1', '1.2.', '2', '2.1', '2.1.1', '2.1.1.1', '3'])).toEqual([
      0, 1, 1, 0, 1, 2, 2, 0,
    ])
    expect(levels(['1.1', '1.2', '2.1'])).toEqual([0, 0, 0])
    expect(levels(['1', '', '1.1'])).toEqual([0, 0, 0])
    expect(levels(['I', 'а)', '10', '1.1'])).toEqual([0, 0, 0, 0])
  })

  test('[IM8] a part without a number stands under the last row that has one', () => {
    const part = { number: '', child: true }
    expect(levelsOf([part, { number: '1.' }, part, part, { number: '2' }])).toEqual([0, 0, 1, 1, 0])
    expect(levelsOf([{ number: '1' }, { number: '1.1' }, part, { number: 'II' }, part])).toEqual([
      0, 1, 2, 0, 1,
    ])
  })

  test('[IM5] numbers and periods are told by how they look', () => {
    for (const text of ['1', '12.', '1.2.3', '3)', 'iv', 'а)', 'ii.'])
      expect(looksLikeNumber(text)).toBe(true)
    for (const text of ['12 мая', 'май', 'форум', '']) expect(looksLikeNumber(text)).toBe(false)
    for (const text of ['март', '12.05', '1 кв.', 'в течение года', 'по договоренности', 'до 25 декабря']) {
      expect(looksLikePeriod(text)).toBe(true)
    }
    for (const text of ['иванова', 'зал 2', 'майорова']) expect(looksLikePeriod(text)).toBe(false)
  })
})
