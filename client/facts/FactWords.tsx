/** The words of the dialog about what became of a row, laid over those of the page. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { factEn } from '../../shared/i18n/en/fact.ts'
import { factRu } from '../../shared/i18n/ru/fact.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: factRu, en: factEn }

export const FactWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
