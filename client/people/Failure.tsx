/** What went wrong, in a strip where it happened; nothing while nothing did. Owns the choice of the words. */
import { useErrorText } from '../error-text.ts'
import { Banner } from '../ui/Banner.tsx'

export const Failure = ({ error }: { error: unknown }) => {
  const errorText = useErrorText()
  return error === null ? null : <Banner tone="bad">{errorText(error)}</Banner>
}
