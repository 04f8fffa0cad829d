/** The words of the filter, laid over those of the page. Owns their way into the bundle: they come with its bar. */
import type { ReactNode } from 'react'
import { filterEn } from '../../shared/i18n/en/filter.ts'
import { filterRu } from '../../shared/i18n/ru/filter.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: filterRu, en: filterEn }

export const FilterWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
