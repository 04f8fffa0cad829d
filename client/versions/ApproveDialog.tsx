/** Approving: what changed since the last approved version, on what ground, of what date. Owns the dialog alone. */
import { CircleAlert } from 'lucide-react'
import { useCallback } from 'react'
import type { SignOffState } from '../../shared/plan/sign-off.ts'
import { newAct } from '../act.ts'
import { useKept } from '../plan/kept.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { Amendments } from './Amendments.tsx'
import { FieldsDialog } from './FieldsDialog.tsx'
import type { AmendmentGroup, Version, VersionsApi } from './api.ts'
import type { AskProps } from './dialogs.tsx'
import { useLoading, useTask } from './use-task.ts'
import styles from './versions.module.css'

export interface ApprovalDraft {
  ground: string
  /** '' for none. */
  date: string
}

export interface ApproveDialogProps extends AskProps {
  version: Version
  /** Number of the last approved version; null where there is none. */
  since: number | null
  /** Sections that nobody accepted; null where nobody has signed any. */
  unaccepted: readonly { title: string; state: SignOffState }[] | null
  /** What is written here; its user keeps it while the changes are looked at. */
  draft: ApprovalDraft
  onDraft: (draft: ApprovalDraft) => void
  /** Shows them in the plan. */
  onSeeChanges: () => void
}

interface Review {
  sections: number
  rows: number
  groups: readonly AmendmentGroup[]
}

const review = async (calls: VersionsApi, number: number, since: number | null): Promise<Review> => {
  if (since !== null) return { sections: 0, rows: 0, groups: await calls.amendments(since, number) }
  const { sections } = await calls.plan(number)
  return { sections: sections.length, rows: sections.flatMap(({ items }) => items).length, groups: [] }
}

/** A warning: whoever approves decides. */
const Unaccepted = ({ unaccepted }: Pick<ApproveDialogProps, 'unaccepted'>) => {
  const text = useText()
  if (unaccepted === null) return <p className={styles.small}>{text('versions.approve.unbegun')}</p>
  if (unaccepted.length === 0) return null
  return (
    <Banner tone="warn" icon={<CircleAlert />}>
      {text('versions.approve.unsigned')}
      <ul className={styles.preview}>
        {unaccepted.map(({ title, state }, at) => (
          <li key={`${at} ${title}`}>
            {text('versions.approve.unsigned.one', {
              section: title || text('plan.section.untitled'),
              state: text(`plan.signoff.state.${state}`).toLocaleLowerCase(),
            })}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

const Reviewed = ({ value, since, onSee }: { value: Review; since: number | null; onSee: () => void }) => {
  const text = useText()
  const { sections, rows, groups } = value
  if (since === null) return <p>{text('versions.approve.first', { sections, rows })}</p>
  return (
    <div>
      <h3 className={styles.since}>{text('versions.approve.since', { number: since })}</h3>
      <Amendments groups={groups} label={text('versions.approve.since', { number: since })} />
      <Button small look="quiet" onPress={onSee}>
        {text('versions.approve.see')}
      </Button>
    </div>
  )
}

export const ApproveDialog = (props: ApproveDialogProps) => {
  const { version, since, unaccepted, draft, onDraft, calls, onClose, onDone, onSeeChanges } = props
  const { number, hash } = version
  const text = useText()
  const task = useTask(props.onRefused)
  const [act] = useKept(`approve.act ${number}`, newAct)
  const { ground, date } = draft
  const [reviewed, again] = useLoading(
    useCallback(() => review(calls, number, since), [calls, number, since]),
  )
  const approve = async () => {
    await calls.approve(number, { ground, date: date === '' ? null : date, hash }, act)
    showToast({ text: text('versions.approve.done', { number }) })
    onDone()
    onClose()
  }
  return (
    <FieldsDialog
      title={text('versions.approve.title', { number })}
      action={text('versions.approve.action')}
      task={reviewed.kind === 'failed' ? { ...task, failure: task.failure ?? reviewed.error } : task}
      onClose={onClose}
      ready={reviewed.kind === 'ready'}
      onRetry={reviewed.kind === 'failed' ? again : null}
      onSubmit={() => reviewed.kind === 'ready' && task.run(approve)}
    >
      {reviewed.kind === 'loading' && <Spinner />}
      {reviewed.kind === 'ready' && <Reviewed value={reviewed.value} since={since} onSee={onSeeChanges} />}
      <Unaccepted unaccepted={unaccepted} />
      <div className={styles.two}>
        <Field
          label={text('versions.approve.ground')}
          hint={text('versions.approve.ground.hint')}
          value={ground}
          onChange={(next) => onDraft({ ground: next, date })}
          maxLength={500}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
          autoFocus
        />
        <Field
          label={text('versions.approve.date')}
          type="date"
          value={date}
          onChange={(next) => onDraft({ ground, date: next })}
        />
      </div>
      <p className={styles.small}>{text('versions.approve.words')}</p>
    </FieldsDialog>
  )
}
