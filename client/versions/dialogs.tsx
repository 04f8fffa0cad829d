/** The small questions about versions: keep one, withdraw an approval, open the next draft, restore. Own their fields. */
import { useCallback, useState } from 'react'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import { newAct, useAct } from '../act.ts'
import { useKept } from '../plan/kept.ts'
import { Field } from '../ui/Field.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { FieldsDialog } from './FieldsDialog.tsx'
import type { PreviewedChange, Version, VersionsApi } from './api.ts'
import { useLoading, useTask } from './use-task.ts'
import styles from './versions.module.css'

export interface AskProps {
  calls: VersionsApi
  onClose: () => void
  /** It was done: what is shown is to be read again. */
  onDone: () => void
  /** It was refused: what is shown may be of yesterday. */
  onRefused?: (() => void) | undefined
}

type About = AskProps & { version: Version }

/** What every dialog does when it has done its thing. */
const useDone =
  ({ onClose, onDone }: AskProps) =>
  (words: string) => {
    showToast({ text: words })
    onDone()
    onClose()
  }

/** Says where nobody is there to approve; quiet also where that cannot be learned, as nothing hangs on it. */
const NobodyApproves = ({ calls }: Pick<AskProps, 'calls'>) => {
  const text = useText()
  const [asked] = useLoading(calls.hasApprover)
  const isNobody = asked.kind === 'ready' && !asked.value
  return isNobody && <p role="status">{text('versions.offer.nobody')}</p>
}

interface KeepProps extends AskProps {
  /** The edition is given for approval: by one who may approve as well, or by another. */
  offer?: 'mine' | 'others'
}

export const KeepDialog = ({ offer, ...props }: KeepProps) => {
  const text = useText()
  const task = useTask(props.onRefused)
  const done = useDone(props)
  const [name, setName] = useKept('keep.name', () => (offer ? text('versions.offer.name') : ''))
  const [note, setNote] = useKept('keep.note', () => '')
  const [act] = useKept('keep.act', newAct)
  const keep = async () => {
    const { number } = await props.calls.keep({ name, note, offer: offer !== undefined }, act)
    done(text(offer ? 'versions.offer.done' : 'versions.keep.done', { number }))
  }
  return (
    <FieldsDialog
      title={text(offer ? 'versions.offer.title' : 'versions.keep')}
      action={text(offer ? 'versions.offer.action' : 'versions.keep')}
      task={task}
      size="narrow"
      onClose={props.onClose}
      onSubmit={() => task.run(keep)}
    >
      {offer && <p>{text('versions.offer.words')}</p>}
      {offer === 'others' && <NobodyApproves calls={props.calls} />}
      <Field
        label={text('versions.keep.name')}
        hint={text('versions.keep.name.hint')}
        value={name}
        onChange={setName}
        maxLength={200}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
        autoFocus
      />
      <Field label={text('versions.keep.note')} value={note} onChange={setNote} maxLength={500} />
    </FieldsDialog>
  )
}

export const WithdrawDialog = (props: About) => {
  const text = useText()
  const task = useTask(props.onRefused)
  const done = useDone(props)
  const [reason, setReason] = useKept('withdraw.reason', () => '')
  const [tried, setTried] = useState(false)
  const { version, calls, onClose } = props
  const isMissing = reason.trim() === ''
  const withdraw = async () => {
    await calls.withdraw(version.number, reason)
    done(text('versions.withdraw.done'))
  }
  return (
    <FieldsDialog
      title={text('versions.withdraw.title', { number: version.number })}
      action={text('versions.withdraw.action')}
      look="danger"
      task={task}
      size="narrow"
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (!isMissing) task.run(withdraw)
      }}
    >
      <p>{text('versions.withdraw.words')}</p>
      <Field
        label={text('versions.withdraw.reason')}
        value={reason}
        onChange={setReason}
        error={tried && isMissing ? text('versions.withdraw.reason.missing') : null}
        isRequired
        maxLength={500}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
        autoFocus
      />
    </FieldsDialog>
  )
}

export const AmendDialog = (props: AskProps) => {
  const text = useText()
  const task = useTask(props.onRefused)
  const done = useDone(props)
  const [reason, setReason] = useKept('amend.reason', () => '')
  const [act] = useKept('amend.act', newAct)
  const amend = async () => {
    await props.calls.amend(reason, act)
    done(text('versions.amend.done'))
  }
  return (
    <FieldsDialog
      title={text('versions.amend.title')}
      action={text('versions.amend')}
      task={task}
      size="narrow"
      onClose={props.onClose}
      onSubmit={() => task.run(amend)}
    >
      <p>{text('versions.amend.words')}</p>
      <Field
        label={text('versions.amend.reason')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
        autoFocus
      />
    </FieldsDialog>
  )
}

const KINDS = ['added', 'removed', 'moved', 'edited'] as const

/** What restoring would do, in counts; `same` says that it would do nothing. */
export const Preview = ({
  changes,
  same = 'versions.restore.same',
}: {
  changes: readonly PreviewedChange[]
  same?: MessageKey
}) => {
  const text = useText()
  const rows = changes.filter(({ subject }) => subject === 'item')
  const other = changes.length - rows.length
  if (changes.length === 0) return <p>{text(same)}</p>
  return (
    <ul className={styles.preview}>
      {KINDS.map((kind) => {
        const count = rows.filter((change) => change.kind === kind).length
        return count > 0 && <li key={kind}>{text(`versions.restore.${kind}`, { count })}</li>
      })}
      {other > 0 && <li>{text('versions.restore.other', { count: other })}</li>}
    </ul>
  )
}

export const RestoreDialog = (props: About) => {
  const text = useText()
  const task = useTask(props.onRefused)
  const done = useDone(props)
  const { version, calls, onClose } = props
  const { number } = version
  const act = useAct()
  const [preview, again] = useLoading(useCallback(() => calls.previewRestore(number), [calls, number]))
  // What it would do was seen, and it is something.
  const isSeen = preview.kind === 'ready' && preview.value.length > 0
  const restore = async () => {
    await calls.restore(number, {}, act)
    done(text('versions.restore.done', { number }))
  }
  return (
    <FieldsDialog
      title={text('versions.restore.title', { number })}
      action={text('versions.restore.action')}
      task={preview.kind === 'failed' ? { ...task, failure: task.failure ?? preview.error } : task}
      size="narrow"
      onClose={onClose}
      ready={isSeen}
      onRetry={preview.kind === 'failed' ? again : null}
      onSubmit={() => isSeen && task.run(restore)}
    >
      <p>{text('versions.restore.words')}</p>
      {preview.kind === 'loading' && <Spinner />}
      {preview.kind === 'ready' && <Preview changes={preview.value} />}
    </FieldsDialog>
  )
}
