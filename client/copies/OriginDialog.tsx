/** The row of another plan that a row was made of, as it stands there now. Owns asking for it. */
import { Fragment, useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import type { Api } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { Dialog, DialogBody } from '../ui/Dialog.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './copies.module.css'
import { CopyWords } from './CopyWords.tsx'
import { type ShownOrigin, originSchema } from './schemas.ts'
import { isEvidence } from '../../shared/plan/facts.ts'

export interface OriginDialogProps {
  api: Api
  planId: string
  row: string
  onClose: () => void
}

export const OriginDialog = (props: OriginDialogProps) => (
  <CopyWords>
    <Asking {...props} />
  </CopyWords>
)

type Asked = { kind: 'loading' } | { kind: 'failed'; error: unknown } | { kind: 'there'; origin: ShownOrigin }

const Asking = ({ api, planId, row, onClose }: OriginDialogProps) => {
  const text = useText()
  const [asked, setAsked] = useState<Asked>({ kind: 'loading' })
  useEffect(() => {
    const running = new AbortController()
    const path = `/api/plans/${encodeURIComponent(planId)}/items/${encodeURIComponent(row)}/origin`
    api.call(path, originSchema, { signal: running.signal }).then(
      (origin) => setAsked({ kind: 'there', origin }),
      (error: unknown) => running.signal.aborted || setAsked({ kind: 'failed', error }),
    )
    return () => running.abort()
  }, [api, planId, row])
  const isGathered = asked.kind === 'there' && asked.origin.kind === 'gathered'
  const year = asked.kind === 'there' ? (asked.origin.plan?.year ?? asked.origin.year) : ''
  return (
    <Dialog
      title={text(isGathered ? 'origin.gathered' : 'origin.title', { year })}
      open
      onClose={onClose}
      size="middle"
    >
      <DialogBody>
        <Answer asked={asked} />
      </DialogBody>
    </Dialog>
  )
}

/** Lists with their dashes, set as the plan sets them. */
const linesOf = (words: string) =>
  words.split('\n').map((line, at) => {
    const item = line.startsWith('- ')
    return (
      <span key={at} data-item={item || undefined}>
        {item ? `–\u2002${line.slice(2)}` : line}
      </span>
    )
  })

const Answer = ({ asked }: { asked: Asked }) => {
  const text = useText()
  const errorText = useErrorText()
  if (asked.kind === 'failed') {
    return (
      <p role="alert">
        {text('origin.failed')} {errorText(asked.error)}
      </p>
    )
  }
  if (asked.kind === 'loading') {
    return (
      <div className={styles.waiting}>
        <Spinner />
        <output>{text('origin.loading')}</output>
      </div>
    )
  }
  const { plan, row, year } = asked.origin
  if (!plan) return <p>{text('origin.closed', { year })}</p>
  if (!row) return <p>{text('origin.gone', { title: plan.title })}</p>
  return (
    <>
      <p className={styles.quiet}>{plan.title}</p>
      <p className={styles.originTitle}>
        {row.title.text === '' ? text('next.row.untitled') : linesOf(row.title.text)}
      </p>
      <dl className={styles.facts}>
        {row.number !== '' && (
          <>
            <dt>{text('origin.row')}</dt>
            <dd>{row.number}</dd>
          </>
        )}
        <dt>{text('origin.period')}</dt>
        <dd>{row.period.text}</dd>
        <dt>{text('origin.state')}</dt>
        <dd>{text(`origin.state.${row.state}`)}</dd>
        {row.fact && <Became fact={row.fact} />}
      </dl>
      <a className={styles.link} href={`/p/${encodeURIComponent(plan.id)}#row=${row.id}`}>
        {text('origin.open')}
      </a>
    </>
  )
}

/** What became of the other row, as far as it was said. */
const Became = ({ fact }: { fact: NonNullable<NonNullable<ShownOrigin['row']>['fact']> }) => {
  const text = useText()
  const intl = useIntl()
  const { on, participants, link } = fact
  const said = [
    ['on', on && intl.formatDate(on, { dateStyle: 'long', timeZone: 'UTC' })],
    ['result', fact.result],
    ['participants', participants === undefined ? undefined : intl.formatNumber(participants)],
    ['to', fact.to],
    ['why', fact.why],
    ['note', fact.note],
  ] as const
  return (
    <>
      {said.map(
        ([field, words]) =>
          words && (
            <Fragment key={field}>
              <dt>{text(`origin.fact.${field}`)}</dt>
              <dd>{words}</dd>
            </Fragment>
          ),
      )}
      {isEvidence(link) && (
        <>
          <dt>{text('origin.fact.link')}</dt>
          <dd>
            <a className={styles.link} href={link} target="_blank" rel="noopener noreferrer">
              {link}
            </a>
          </dd>
        </>
      )}
    </>
  )
}
