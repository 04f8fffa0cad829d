/** What is read of a request: its language, and how deep its JSON nests. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nestsDeeper } from '../../../server/http/json-body.ts'
import { acceptedTags, requestLocale } from '../../../server/http/locale.ts'

test('[HT1] the language is that of ?lang=, else the most wanted one that the product has', () => {
  expect(requestLocale('ru', 'en')).toBe('ru')
  expect(requestLocale('en', 'ru')).toBe('en')
  expect(requestLocale('fr', 'ru-RU,ru;q=0.9')).toBe('ru')
  expect(requestLocale(undefined, 'en;q=0.3, ru;q=0.8')).toBe('ru')
  expect(requestLocale(undefined, 'de-DE,de;q=0.9,ru;q=0.1')).toBe('en')
  expect(requestLocale(undefined, '*')).toBe('en')
  expect(requestLocale(undefined, undefined)).toBe('en')
})

test('[HT1] languages are ordered by weight, and those refused are left out', () => {
  expect(acceptedTags('a;q=0.5, b, c;q=0, d;q=0.7;x=1 ,, e;q=nonsense')).toEqual(['b', 'd', 'a'])
})

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map((inner) => depthOf(inner)))
    : 0

test('[HT5] the depth of any JSON is known before it is parsed', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), fc.nat(9), (value, limit) => {
      expect(nestsDeeper(JSON.stringify(value), limit)).toBe(depthOf(value) > limit)
    }),
  )
  expect(nestsDeeper('"[[[\\"[[["', 0)).toBe(false)
})
