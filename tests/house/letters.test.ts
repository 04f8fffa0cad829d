/** The words of letters, which no page carries. */
import { expect, test } from 'vitest'
import { letterEn } from '../../shared/i18n/en/letter.ts'
import { letterRu } from '../../shared/i18n/ru/letter.ts'

const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([hole]) => hole).toSorted()

test('[HS17] [HS18] letters have the same keys and placeholders in both languages', () => {
  const keys = Object.keys(letterEn) as (keyof typeof letterEn)[]
  expect(Object.keys(letterRu)).toEqual(keys)
  for (const key of keys) expect([key, holes(letterRu[key])]).toEqual([key, holes(letterEn[key])])
})
