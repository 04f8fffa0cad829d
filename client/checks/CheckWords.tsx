/** The words of the checker, laid over those of the page: they come with its panel. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { checkEn } from '../../shared/i18n/en/check.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { checkRu } from '../../shared/i18n/ru/check.ts'
import type { Finding } from '../../shared/plan/check/finding.ts'
import { sayFinding } from '../../shared/plan/check/say.ts'
import { WordsOver } from '../ui/WordsOver.tsx'

const CATALOGUES = { ru: checkRu, en: checkEn }

export const CheckWords = ({ children }: { children: ReactNode }) => (
  <WordsOver catalogues={CATALOGUES}>{children}</WordsOver>
)

/** The sentence of a finding in the reader's language. */
export const useSaying = (): ((finding: Finding) => string) => {
  const { locale } = useIntl()
  const language = isLocale(locale) ? locale : 'en'
  return (finding) => sayFinding(finding, CATALOGUES[language], language)
}
