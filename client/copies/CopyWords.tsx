/** The words of plans made of plans, laid over those of the page: they come with their dialogs. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { filterEn } from '../../shared/i18n/en/filter.ts'
import { gatherEn } from '../../shared/i18n/en/gather.ts'
import { nextYearEn } from '../../shared/i18n/en/next-year.ts'
import { filterRu } from '../../shared/i18n/ru/filter.ts'
import { gatherRu } from '../../shared/i18n/ru/gather.ts'
import { nextYearRu } from '../../shared/i18n/ru/next-year.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = {
  ru: { ...nextYearRu, ...filterRu, ...gatherRu },
  en: { ...nextYearEn, ...filterEn, ...gatherEn },
}

export const CopyWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
