/**
 * What a link opens: the first account, an invitation, or a new password. Owns the states from looking at the link to
 * coming in by it. The secret stays in memory and in the body of two calls; it is never kept or logged.
 */
import { useCallback, useMemo, useState } from 'react'
import type { Identity } from '../../../shared/identity.ts'
import { type Api, ApiError, type SignIn } from '../../api.ts'
import { useErrorText } from '../../error-text.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Notice } from '../../ui/Notice.tsx'
import pale from '../../ui/pale.module.css'
import paper from '../../ui/paper.module.css'
import { useText } from '../../ui/use-text.ts'
import { createPeopleApi, type PeopleApi } from '../api.ts'
import { usePageTitle } from '../House.tsx'
import { PeopleWords } from '../PeopleWords.tsx'
import { useLoaded } from '../use-loaded.ts'
import { isLost } from '../use-work.ts'
import styles from './entry.module.css'
import { type JoinAnswers, JoinForm } from './JoinForm.tsx'

export interface JoinPageProps {
  api: Api
  secret: string
  /** Who is signed in in this browser now; null for nobody, and in trial mode. */
  me: Identity | null
  /** How one can sign in here; null where that is not known. */
  ways: SignIn | null
  /** To the provider's page. */
  onAway: (url: string) => void
  /** The account is there and its cookie is set: find out who I am and go on. */
  onIn: () => Promise<void>
  /** To the front page, which asks to sign in where nobody is. */
  onHome: () => void
}

export const JoinPage = (props: JoinPageProps) => (
  <PeopleWords>
    {props.secret === '' ? <EndedLink how="broken" onHome={props.onHome} /> : <Looking {...props} />}
  </PeopleWords>
)

const Looking = ({ api, secret, me, ways, onAway, onIn, onHome }: JoinPageProps) => {
  const text = useText()
  const errorText = useErrorText()
  const calls: PeopleApi = useMemo(() => createPeopleApi(api.call), [api])
  const { state, retry, refresh } = useLoaded(useCallback(() => calls.lookAtLink(secret), [calls, secret]))
  const [wasLost, setLost] = useState(false)
  usePageTitle('join.page')
  if (state.kind === 'loading') return <PaleSheet label={text('common.loading')} />
  if (state.kind === 'failed') {
    if (isEnded(state.error)) return <EndedLink how={wasLost ? 'lost' : 'ended'} onHome={onHome} />
    return (
      <Notice title={text('join.failed')} text={errorText(state.error)}>
        <Button look="main" onPress={retry}>
          {text('common.retry')}
        </Button>
      </Notice>
    )
  }
  /** Used up or revoked since it was looked at: the next look says so. */
  const looked = async <T,>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      if (isEnded(error)) retry()
      else void refresh()
      throw error
    }
  }
  const accept = async (answers: JoinAnswers) => {
    try {
      await looked(calls.acceptLink(secret, answers))
    } catch (error) {
      if (isLost(error)) setLost(true)
      throw error
    }
    await onIn()
  }
  const goToProvider = async () => onAway(await looked(calls.joinByProvider(secret)))
  return <JoinForm look={state.value} me={me} accept={accept} ways={ways} goToProvider={goToProvider} />
}

const isEnded = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'link-ended' || error.code === 'not-found')

export interface EndedLinkProps {
  /** `broken` where it was cut short on its way, `lost` where it was used here, likely, and no answer came: one signs in (SPEC PX23). */
  how?: 'ended' | 'broken' | 'lost'
  onHome: () => void
}

/** A link that opens nothing. */
export const EndedLink = ({ how = 'ended', onHome }: EndedLinkProps) => {
  const text = useText()
  const title = `join.${how}` as const
  usePageTitle(title)
  return (
    <Notice title={text(title)} text={text(`${title}.text`)}>
      <Button onPress={onHome}>{text(how === 'lost' ? 'join.lost.sign-in' : 'join.home')}</Button>
    </Notice>
  )
}

/** The sheet's shape in pale ink. */
export const PaleSheet = ({ label }: { label: string }) => (
  <div className={cx(paper.paper, styles.sheet, pale.pale, styles.pale)}>
    <output className="visually-hidden">{label}</output>
    <i style={{ width: '70%' }} />
    <i style={{ width: '92%' }} />
    <i style={{ width: '48%' }} />
    <i style={{ width: '92%' }} />
    <i style={{ width: '92%' }} />
  </div>
)
