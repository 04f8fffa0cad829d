/** The words of correcting an import, laid over those of the page: they come with its dialog. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { mappingEn } from '../../shared/i18n/en/mapping.ts'
import { mappingRu } from '../../shared/i18n/ru/mapping.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: mappingRu, en: mappingEn }

export const MappingWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
