/** The words of the board, laid over those of the page. Owns their way into the bundle: they come with the board. */
import type { ReactNode } from 'react'
import { boardEn } from '../../shared/i18n/en/board.ts'
import { rowEn } from '../../shared/i18n/en/row.ts'
import { boardRu } from '../../shared/i18n/ru/board.ts'
import { rowRu } from '../../shared/i18n/ru/row.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: { ...rowRu, ...boardRu }, en: { ...rowEn, ...boardEn } }

export const BoardWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
