/** The words of the dialog about dates, laid over those of the page. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { periodEn } from '../../shared/i18n/en/period.ts'
import { periodRu } from '../../shared/i18n/ru/period.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: periodRu, en: periodEn }

export const PeriodWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
