/** The words of the inbox, laid over those of the page. They come with the panel and not with the first rows. */
import type { ReactNode } from 'react'
import { inboxEn } from '../../shared/i18n/en/inbox.ts'
import { inboxRu } from '../../shared/i18n/ru/inbox.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: inboxRu, en: inboxEn }

export const InboxWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
