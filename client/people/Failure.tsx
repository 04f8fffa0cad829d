/** What went wrong, in a strip where it happened; nothing while nothing did. Owns the choice of the words. */
import { ApiError } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Waiting } from './Waiting.tsx'

export const Failure = ({ error }: { error: unknown }) => {
  const errorText = useErrorText()
  if (error === null) return null
  const seconds =
    error instanceof ApiError && error.code === 'too-many-requests' ? error.said.seconds : undefined
  return seconds === undefined ? (
    <Banner tone="bad">{errorText(error)}</Banner>
  ) : (
    <Waiting seconds={seconds} />
  )
}
