/** Asks what an invitation gives and makes its link, which is then shown once. Owns the form. */
import { useState } from 'react'
import type { Department } from '../../api.ts'
import { Field } from '../../ui/Field.tsx'
import { Pick } from '../../ui/Pick.tsx'
import { useText } from '../../ui/use-text.ts'
import type { NewInvitation, PeopleApi } from '../api.ts'
import { FormDialog } from '../FormDialog.tsx'
import { OneTime } from '../OneTime.tsx'
import { RightsFields } from '../RightsFields.tsx'
import { useWork } from '../use-work.ts'
import styles from './people.module.css'

export interface InviteDialogProps {
  calls: PeopleApi
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

export const InviteDialog = ({ calls, departments, onInvited, onClose }: InviteDialogProps) => {
  const text = useText()
  const work = useWork()
  const [wanted, setWanted] = useState(FRESH)
  const [link, setLink] = useState<string | null>(null)
  const submit = () =>
    void work.run(async () => {
      setLink(await calls.invite({ ...wanted, note: wanted.note.trim() }))
      onInvited()
    })
  if (link !== null) {
    return (
      <OneTime
        title={text('invite.done')}
        words={text(wanted.uses === 'one' ? 'invite.done.one' : 'invite.done.many', { days: wanted.days })}
        label={text('once.link')}
        value={link}
        onClose={onClose}
      />
    )
  }
  return (
    <FormDialog
      title={text('people.invite')}
      work={work}
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
    </FormDialog>
  )
}

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
