/** A department's name, short name and colour. Owns the form; saving is the caller's. */
import { Check } from 'lucide-react'
import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { Field } from '../../ui/Field.tsx'
import field from '../../ui/Field.module.css'
import { useText } from '../../ui/use-text.ts'
import type { DepartmentFields } from '../api.ts'
import { FormDialog } from '../FormDialog.tsx'
import { useWork } from '../use-work.ts'
import styles from './departments.module.css'

const HUES = [1, 2, 3, 4, 5, 6] as const

export interface DepartmentDialogProps {
  title: string
  first: DepartmentFields
  /** Rejects with ApiError. */
  onSave: (fields: DepartmentFields) => Promise<void>
  onClose: () => void
}

export const DepartmentDialog = ({ title, first, onSave, onClose }: DepartmentDialogProps) => {
  const text = useText()
  const work = useWork()
  const [fields, setFields] = useState<DepartmentFields>({
    name: first.name,
    short: first.short,
    hue: first.hue,
  })
  const [tried, setTried] = useState(false)
  const missing = (value: string, key: 'departments.name.missing' | 'departments.short.missing') =>
    tried && value.trim() === '' ? text(key) : null
  const submit = async () => {
    setTried(true)
    const { name, short, hue } = fields
    if (name.trim() === '' || short.trim() === '') return
    if (await work.run(() => onSave({ name: name.trim(), short: short.trim(), hue }))) onClose()
  }
  return (
    <FormDialog
      title={title}
      size="narrow"
      work={work}
      action={text('account.save')}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        label={text('departments.name')}
        value={fields.name}
        onChange={(name) => setFields({ ...fields, name })}
        error={missing(fields.name, 'departments.name.missing')}
        maxLength={100}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
        autoFocus
      />
      <Field
        label={text('departments.short')}
        hint={text('departments.short.hint')}
        value={fields.short}
        onChange={(short) => setFields({ ...fields, short })}
        error={missing(fields.short, 'departments.short.missing')}
        maxLength={24}
      />
      <Hue value={fields.hue} onChange={(hue) => setFields({ ...fields, hue })} />
    </FormDialog>
  )
}

const Hue = ({ value, onChange }: { value: number; onChange: (hue: number) => void }) => {
  const text = useText()
  return (
    <RadioGroup
      className={styles.group ?? ''}
      orientation="horizontal"
      value={String(value)}
      onChange={(hue) => onChange(Number(hue))}
    >
      <Label className={field.label ?? ''}>{text('departments.hue')}</Label>
      <div className={styles.swatches}>
        {HUES.map((hue) => (
          <Radio
            key={hue}
            value={String(hue)}
            className={styles.swatch ?? ''}
            data-hue={hue}
            aria-label={text(`departments.hue.${hue}`)}
          >
            <Check aria-hidden="true" />
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
