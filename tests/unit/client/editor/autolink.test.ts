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

  it('[CE4] finds the address that ends a text, without the sentence’s punctuation', () => {
    expect(addressAtEnd('см. (https://a.ru/b),')).toEqual({ from: 5, to: 19, href: 'https://a.ru/b' })
    expect(addressAtEnd('пишите a@b.ru')).toEqual({ from: 7, to: 13, href: 'mailto:a@b.ru' })
    expect(addressAtEnd('в 2022.году')).toBeNull()
  })
})
