/** The words of the panel of sign-offs, laid over those of the page: they come with it. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { signOffEn } from '../../shared/i18n/en/signoff.ts'
import { signOffRu } from '../../shared/i18n/ru/signoff.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: signOffRu, en: signOffEn }

export const SignOffWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)
