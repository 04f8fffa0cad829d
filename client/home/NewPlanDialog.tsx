/** Asks what a new plan is called. Owns the form; making the plan is the caller's. */
import { type FormEvent, useState } from 'react'
import { useErrorText } from '../error-text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { useText } from '../ui/use-text.ts'
import { nextPlanYear, readYear } from './plan-year.ts'
import type { Creating } from './use-creating.ts'

export const NewPlanDialog = ({ creating }: { creating: Creating }) => {
  const text = useText()
  const errorText = useErrorText()
  const [year, setYear] = useState(() => String(nextPlanYear(new Date())))
  // A name that nobody has touched follows the year.
  const [named, setNamed] = useState(year)
  const [own, setTitle] = useState<string | null>(null)
  const title = own ?? text('home.create.name.value', { year: named })
  const [organisation, setOrganisation] = useState('')
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const busy = creating.busy === 'plan'
  const yearNumber = readYear(year)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (busy || yearNumber === null || title.trim() === '') return
    setFailure(null)
    try {
      const known = organisation.trim() ? { organisation: organisation.trim() } : {}
      await creating.create({ title: title.trim(), year: yearNumber, ...known })
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <Dialog
      title={text('home.create.title')}
      open
      onClose={creating.cancel}
      size="narrow"
      dismissable={!busy}
    >
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogBody>
          <Fields
            {...{ title, setTitle, year, organisation, setOrganisation }}
            setYear={(typed) => {
              setYear(typed)
              if (readYear(typed) !== null) setNamed(typed.trim())
            }}
            titleMissing={tried && title.trim() === ''}
            yearWrong={tried && yearNumber === null}
          />
        </DialogBody>
        {failure !== null && <Banner tone="bad">{errorText(failure)}</Banner>}
        <DialogActions>
          <Button onPress={creating.cancel} isDisabled={busy}>
            {text('common.cancel')}
          </Button>
          <Button type="submit" look="main" busy={busy}>
            {text(busy ? 'home.creating' : 'home.create.action')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

interface FieldsProps {
  title: string
  setTitle: (value: string) => void
  year: string
  setYear: (value: string) => void
  organisation: string
  setOrganisation: (value: string) => void
  titleMissing: boolean
  yearWrong: boolean
}

const Fields = (props: FieldsProps) => {
  const text = useText()
  return (
    <div style={{ display: 'grid', gap: 18 }}>
      <Field
        label={text('home.create.name')}
        value={props.title}
        onChange={props.setTitle}
        error={props.titleMissing ? text('home.create.name.missing') : null}
        maxLength={500}
        serif
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
        autoFocus
      />
      <Field
        label={text('home.create.year')}
        value={props.year}
        onChange={props.setYear}
        error={props.yearWrong ? text('home.create.year.wrong') : null}
        inputMode="numeric"
        maxLength={4}
        short
      />
      <Field
        label={text('home.create.organisation')}
        hint={text('home.create.organisation.hint')}
        value={props.organisation}
        onChange={props.setOrganisation}
        maxLength={500}
      />
    </div>
  )
}
