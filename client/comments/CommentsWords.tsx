/** The words of the comments' panel, laid over those of the page. They come with the panel and not with the first rows. */
import type { ReactNode } from 'react'
import { commentsEn } from '../../shared/i18n/en/comments.ts'
import { commentsRu } from '../../shared/i18n/ru/comments.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: commentsRu, en: commentsEn }

export const CommentsWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
