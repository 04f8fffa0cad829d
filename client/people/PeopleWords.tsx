/**
 * The words of the people's screens, laid over those of the page. Owns their way into the bundle: they come with the
 * screens, so that the first rows of a plan do not wait for them.
 */
import type { ReactNode } from 'react'
import { peopleMessagesEn } from '../../shared/i18n/people.en.ts'
import { peopleMessagesRu } from '../../shared/i18n/people.ru.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: peopleMessagesRu, en: peopleMessagesEn }

export const PeopleWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
