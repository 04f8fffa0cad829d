/**
 * A plan's public link: comes in as a guest and goes to the plan; somebody who is signed in stays themselves.
 * The secret stays in memory and in the body of one call.
 */
import { useEffect, useMemo, useRef, useState } from 'react'
import { type Api, ApiError } from '../../api.ts'
import { useErrorText } from '../../error-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SheetSkeleton } from '../../ui/SheetSkeleton.tsx'
import { useText } from '../../ui/use-text.ts'
import { createPeopleApi } from '../api.ts'
import { usePageTitle } from '../House.tsx'
import { PeopleWords } from '../PeopleWords.tsx'
import { EndedLink } from './JoinPage.tsx'

export interface PublicPageProps {
  api: Api
  secret: string
  /** The cookie is set: find out who I am and open the plan. */
  onIn: (plan: string) => Promise<void>
  onHome: () => void
}

export const PublicPage = (props: PublicPageProps) => (
  <PeopleWords>
    {props.secret === '' ? <EndedLink how="broken" onHome={props.onHome} /> : <Entering {...props} />}
  </PeopleWords>
)

const Entering = ({ api, secret, onIn, onHome }: PublicPageProps) => {
  const text = useText()
  const errorText = useErrorText()
  const calls = useMemo(() => createPeopleApi(api.call), [api])
  const [failure, setFailure] = useState<unknown>(null)
  const [attempt, setAttempt] = useState(0)
  const go = useRef(onIn)
  usePageTitle('public.page')
  useEffect(() => {
    let left = false
    calls.enterAsGuest(secret).then(
      (plan) => (left ? undefined : go.current(plan)),
      (error: unknown) => left || setFailure(error),
    )
    return () => {
      left = true
    }
  }, [calls, secret, attempt])
  if (failure === null) return <SheetSkeleton label={text('plan.opening')} />
  if (failure instanceof ApiError && (failure.code === 'link-ended' || failure.code === 'not-found')) {
    return <EndedLink onHome={onHome} />
  }
  const retry = () => {
    setFailure(null)
    setAttempt(attempt + 1)
  }
  return (
    <Notice title={text('join.failed')} text={errorText(failure)}>
      <Button look="main" onPress={retry}>
        {text('common.retry')}
      </Button>
    </Notice>
  )
}
