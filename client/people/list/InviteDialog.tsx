/** Asks what an invitation gives and makes its link, which is then shown once. Owns the form. */
import { useState } from 'react'
import { useAct } from '../../act.ts'
import { ApiError, type Department } from '../../api.ts'
import { Field } from '../../ui/Field.tsx'
import { Pick } from '../../ui/Pick.tsx'
import { type Text, useText } from '../../ui/use-text.ts'
import type { NewInvitation, PeopleApi } from '../api.ts'
import { FormDialog } from '../FormDialog.tsx'
import { OneTime } from '../OneTime.tsx'
import { RightsFields } from '../RightsFields.tsx'
import { useWork } from '../use-work.ts'
import styles from './people.module.css'

export interface InviteDialogProps {
  calls: PeopleApi
  /** Whether letters are sent from here. */
  mail: boolean
  departments: readonly Department[]
  onInvited: () => void
  onClose: () => void
}

const DAYS = [1, 7, 30, 90] as const

const FRESH: NewInvitation = {
  role: 'editor',
  departments: [],
  approver: false,
  note: '',
  days: 7,
  uses: 'one',
}

export const InviteDialog = ({ calls, mail, departments, onInvited, onClose }: InviteDialogProps) => {
  const text = useText()
  const work = useWork()
  const act = useAct()
  const [wanted, setWanted] = useState(FRESH)
  const [email, setEmail] = useState('')
  const [link, setLink] = useState<string | null>(null)
  const isRefused = isAboutEmail(work.failure)
  const submit = () =>
    void work.run(async () => {
      const address = mail ? email.trim() : ''
      const to = address === '' ? {} : { email: address }
      setLink(await calls.invite({ ...wanted, note: wanted.note.trim(), ...to }, act))
      onInvited()
    })
  if (link !== null) {
    return (
      <OneTime
        title={text('invite.done')}
        words={doneWords(text, wanted, mail ? email.trim() : '')}
        label={text('once.link')}
        value={link}
        onClose={onClose}
      />
    )
  }
  return (
    <FormDialog
      title={text('people.invite')}
      // Told at the field.
      work={isRefused ? { ...work, failure: null } : work}
      action={text(work.busy ? 'invite.making' : 'invite.action')}
      onSubmit={submit}
      onClose={onClose}
    >
      <RightsFields
        value={wanted}
        onChange={(rights) => setWanted({ ...wanted, ...rights })}
        departments={departments}
      />
      <LinkFields value={wanted} onChange={setWanted} />
      {mail && (
        <Field
          label={text('invite.email')}
          hint={text('invite.email.hint')}
          value={email}
          onChange={(next) => {
            work.forget()
            setEmail(next)
          }}
          error={isRefused ? text('invite.email.refused') : null}
          type="email"
          maxLength={200}
          autoComplete="off"
        />
      )}
    </FormDialog>
  )
}

const isAboutEmail = (failure: unknown): boolean =>
  failure instanceof ApiError && failure.code === 'bad-request' && failure.said.field === 'email'

/** What to do with the link now: hand it over, or only keep it until the letter is there. */
const doneWords = (text: Text, { uses, days }: NewInvitation, email: string): string =>
  email === ''
    ? text(uses === 'one' ? 'invite.done.one' : 'invite.done.many', { days })
    : text('invite.done.mailed', { email, days })

interface LinkFieldsProps {
  value: NewInvitation
  onChange: (value: NewInvitation) => void
}

/** How long and how often the link works, and a word to remember it by. */
const LinkFields = ({ value, onChange }: LinkFieldsProps) => {
  const text = useText()
  return (
    <>
      <div className={styles.pair}>
        <Pick
          label={text('invite.days')}
          options={DAYS.map((days) => ({ value: String(days), label: text('invite.days.count', { days }) }))}
          value={String(value.days)}
          onChange={(days) => onChange({ ...value, days: Number(days) })}
        />
        <Pick
          label={text('invite.uses')}
          options={[
            { value: 'one', label: text('invite.uses.one') },
            { value: 'many', label: text('invite.uses.many') },
          ]}
          value={value.uses}
          onChange={(uses) => onChange({ ...value, uses: uses === 'many' ? 'many' : 'one' })}
        />
      </div>
      <Field
        label={text('invite.note')}
        hint={text('invite.note.hint')}
        value={value.note}
        onChange={(note) => onChange({ ...value, note })}
        maxLength={200}
      />
    </>
  )
}
