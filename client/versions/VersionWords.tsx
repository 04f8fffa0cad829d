/** The words of the screens of versions, laid over those of the page: they come with these screens. Owns their way in. */
import type { ReactNode } from 'react'
import { historyEn } from '../../shared/i18n/en/history.ts'
import { redlineEn } from '../../shared/i18n/en/redline.ts'
import { historyRu } from '../../shared/i18n/ru/history.ts'
import { redlineRu } from '../../shared/i18n/ru/redline.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: { ...redlineRu, ...historyRu }, en: { ...redlineEn, ...historyEn } }

export const VersionWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
