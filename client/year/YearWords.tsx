/** The words of the year, laid over those of the page. Owns their way into the bundle: they come with the view. */
import type { ReactNode } from 'react'
import { rowEn } from '../../shared/i18n/en/row.ts'
import { yearEn } from '../../shared/i18n/en/year.ts'
import { rowRu } from '../../shared/i18n/ru/row.ts'
import { yearRu } from '../../shared/i18n/ru/year.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: { ...rowRu, ...yearRu }, en: { ...rowEn, ...yearEn } }

export const YearWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
