/** Asks what a program may do and makes its key, which is then shown once. Owns the form. */
import { useState } from 'react'
import { useAct } from '../../act.ts'
import type { Department, PlanSummary } from '../../api.ts'
import { Checks } from '../../ui/Checks.tsx'
import { Field } from '../../ui/Field.tsx'
import { Pick } from '../../ui/Pick.tsx'
import { useText } from '../../ui/use-text.ts'
import type { NewToken, PeopleApi } from '../api.ts'
import { FormDialog } from '../FormDialog.tsx'
import people from '../list/people.module.css'
import { OneTime } from '../OneTime.tsx'
import { RoleChoice } from '../RightsFields.tsx'
import { useWork } from '../use-work.ts'

export interface TokenDialogProps {
  calls: PeopleApi
  departments: readonly Department[]
  plans: readonly PlanSummary[]
  onCreated: () => void
  onClose: () => void
}

const DAYS = [30, 90, 365] as const
const FOREVER = 'forever'

interface Answers {
  name: string
  role: NewToken['role']
  departments: readonly string[]
  /** Null: all plans, also those to come. */
  plans: readonly string[] | null
  days: string
}

/** The call's body: what holds for everything is left out. */
export const requestOf = ({ name, role, departments, plans, days }: Answers): NewToken => ({
  name: name.trim(),
  role,
  departments: role === 'editor' ? departments : [],
  ...(plans !== null && { plans }),
  ...(days !== FOREVER && { days: Number(days) }),
})

const FRESH: Answers = { name: '', role: 'viewer', departments: [], plans: null, days: '365' }

export const TokenDialog = ({ calls, departments, plans, onCreated, onClose }: TokenDialogProps) => {
  const text = useText()
  const work = useWork()
  const act = useAct()
  const [answers, setAnswers] = useState(FRESH)
  const [tried, setTried] = useState(false)
  const [token, setToken] = useState<string | null>(null)
  const nameMissing = tried && answers.name.trim() === ''
  const plansMissing = answers.plans !== null && answers.plans.length === 0
  const submit = () => {
    setTried(true)
    if (answers.name.trim() === '' || plansMissing) return
    void work.run(async () => {
      setToken(await calls.createToken(requestOf(answers), act))
      onCreated()
    })
  }
  if (token !== null) {
    return (
      <OneTime
        title={text('tokens.done')}
        words={text('tokens.done.words')}
        label={text('once.token')}
        value={token}
        onClose={onClose}
      />
    )
  }
  return (
    <FormDialog
      title={text('tokens.add')}
      work={work}
      action={text(work.busy ? 'tokens.making' : 'tokens.action')}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={text('tokens.name')}
        hint={text('tokens.name.hint')}
        value={answers.name}
        onChange={(name) => setAnswers({ ...answers, name })}
        error={nameMissing ? text('tokens.name.missing') : null}
        maxLength={100}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
        autoFocus
      />
      <RoleChoice value={answers.role} onChange={(role) => setAnswers({ ...answers, role })} />
      <Scope
        answers={answers}
        onChange={setAnswers}
        departments={departments}
        plans={plans}
        plansMissing={tried && plansMissing}
      />
    </FormDialog>
  )
}

interface ScopeProps {
  answers: Answers
  onChange: (answers: Answers) => void
  departments: readonly Department[]
  plans: readonly PlanSummary[]
  plansMissing: boolean
}

/** Where and how long the key opens. */
const Scope = ({ answers, onChange, departments, plans, plansMissing }: ScopeProps) => {
  const text = useText()
  return (
    <>
      {answers.role === 'editor' && departments.length > 0 && (
        <Checks
          columns
          label={text('people.departments')}
          hint={text('tokens.departments.hint')}
          options={departments.map(({ id, name, hue }) => ({ value: id, label: name, hue }))}
          value={answers.departments}
          onChange={(chosen) => onChange({ ...answers, departments: chosen })}
        />
      )}
      <div className={people.pair}>
        <Pick
          label={text('tokens.plans')}
          options={[
            { value: 'all', label: text('tokens.plans.all') },
            { value: 'some', label: text('tokens.plans.some') },
          ]}
          value={answers.plans === null ? 'all' : 'some'}
          onChange={(which) => onChange({ ...answers, plans: which === 'some' ? [] : null })}
        />
        <Pick
          label={text('tokens.days')}
          options={[
            ...DAYS.map((days) => ({ value: String(days), label: text('invite.days.count', { days }) })),
            { value: FOREVER, label: text('tokens.days.forever') },
          ]}
          value={answers.days}
          onChange={(days) => onChange({ ...answers, days })}
        />
      </div>
      {answers.plans !== null && (
        <Checks
          label={text('tokens.plans.which')}
          hint={text(plansMissing ? 'tokens.plans.missing' : 'tokens.plans.hint')}
          options={plans.map(({ id, title, year }) => ({
            value: id,
            label: title || text('plan.untitled'),
            hint: String(year),
          }))}
          value={answers.plans}
          onChange={(chosen) => onChange({ ...answers, plans: chosen })}
        />
      )}
    </>
  )
}
