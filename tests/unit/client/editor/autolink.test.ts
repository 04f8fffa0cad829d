/** Which addresses become links. */
import { describe, expect, it } from 'vitest'
import { addressAtEnd, hrefOf } from '../../../../client/editor/autolink.ts'

describe('addresses', () => {
  it.each([
    ['https://a.ru/x?y=1', 'https://a.ru/x?y=1'],
    ['www.a.ru', 'https://www.a.ru'],
    ['библиотека.рф', 'https://библиотека.рф'],
    ['a@b.ru', 'mailto:a@b.ru'],
    ['javascript:alert(1)', null],
    ['два слова.ru', null],
    ['просто', null],
    ['', null],
  ])('[CE4] %s', (text, href) => {
    expect(hrefOf(text)).toBe(href)
  })

  it.each([
    'a.ru',
    'школа12.рф',
    'school12.рф',
    't.me/museum',
    'EXAMPLE.COM',
    'a.b.gov.ru/x?y=1',
    'www.a.ru/план.docx',
  ])('[CE9] %s is a link without its scheme', (text) => {
    expect(hrefOf(text)).toBe(`https://${text}`)
  })

  it.each([
    '12.05.2026',
    '10.00',
    '1.2',
    '1.2/3',
    'план.docx',
    'смета.xlsx',
    'scan.pdf',
    'план.md',
    'readme.md',
  ])('[CE9] a date, a number or a file is none: %s', (text) => {
    expect(hrefOf(text)).toBeNull()
  })

  it.each([
    'А.С.Пушкин',
    'A.S.Pushkin',
    'и.о.директора',
    'ул.Ленина',
    'т.е',
    'Далее.Это',
    'Done.It',
    'a@1.2',
    'www.12.05',
  ])('[CE9] initials and words run together are none: %s', (text) => {
    expect(hrefOf(text)).toBeNull()
    expect(addressAtEnd(text)).toBeNull()
  })

  it('[CE4] finds the address that ends a text, without the sentence’s punctuation', () => {
    expect(addressAtEnd('см. (https://a.ru/b),')).toEqual({ from: 5, to: 19, href: 'https://a.ru/b' })
    expect(addressAtEnd('пишите a@b.ru')).toEqual({ from: 7, to: 13, href: 'mailto:a@b.ru' })
    expect(addressAtEnd('в 2022.году')).toBeNull()
  })
})
