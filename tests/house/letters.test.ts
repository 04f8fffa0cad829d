/** The words of letters, which no page carries. */
import { expect, test } from 'vitest'
import { digestEn } from '../../shared/i18n/en/digest.ts'
import { letterEn } from '../../shared/i18n/en/letter.ts'
import { digestRu } from '../../shared/i18n/ru/digest.ts'
import { letterRu } from '../../shared/i18n/ru/letter.ts'

const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([hole]) => hole).toSorted()

const CATALOGUES: [english: Record<string, string>, russian: Record<string, string>][] = [
  [letterEn, letterRu],
  [digestEn, digestRu],
]

test.for(CATALOGUES)(
  '[HS17] [HS18] letters have the same keys and placeholders in both languages',
  ([english, russian]) => {
    expect(Object.keys(russian)).toEqual(Object.keys(english))
    for (const [key, text] of Object.entries(english)) {
      expect([key, holes(russian[key] ?? '')]).toEqual([key, holes(text)])
    }
  },
)
