/** The two pages of gathering: plans with the summary's name, and their sections. Show and tell; decide nothing. */
import type { RowChoice } from '../../shared/plan/gather/row-choice.ts'
import type { Department, PlanSummary } from '../api.ts'
import { Choice } from '../ui/Choice.tsx'
import { Field } from '../ui/Field.tsx'
import { listKeys } from '../ui/list-keys.ts'
import { Tick } from '../ui/Tick.tsx'
import { useText } from '../ui/use-text.ts'
import { toggled } from './choice.ts'
import styles from './copies.module.css'
import {
  type GatherForm,
  type SourcePlan,
  WAYS,
  type Way,
  countsOf,
  offered,
  yearOf,
} from './gather-choice.ts'
import { RowFilter } from './RowFilter.tsx'

interface GatherPlansProps {
  plans: readonly PlanSummary[]
  form: GatherForm
  onChange: (form: GatherForm) => void
}

export const GatherPlans = ({ plans, form, onChange }: GatherPlansProps) => {
  const text = useText()
  const change = (part: Partial<GatherForm>) => onChange({ ...form, ...part })
  return (
    <div className={styles.columns}>
      <div className={styles.about}>
        <Field
          label={text('gather.name')}
          value={form.title}
          onChange={(title) => change({ title })}
          error={form.title.trim() === '' ? text('gather.name.missing') : null}
          maxLength={500}
          serif
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
          autoFocus
        />
        <Field
          label={text('gather.year')}
          value={form.year}
          onChange={(year) => change({ year })}
          error={yearOf(form.year) === null ? text('gather.year.wrong') : null}
          inputMode="numeric"
          maxLength={4}
          short
        />
        <WayChoice by={form.by} onChange={(by) => change({ by })} />
      </div>
      <PlanTicks plans={plans} chosen={form.plans} onChange={(chosen) => change({ plans: chosen })} />
    </div>
  )
}

export const WayChoice = ({ by, onChange }: { by: Way; onChange: (by: Way) => void }) => {
  const text = useText()
  return (
    <Choice
      label={text('gather.by')}
      options={WAYS.map((way) => ({
        value: way,
        label: text(`gather.by.${way}`),
        hint: text(`gather.by.${way}.hint`),
      }))}
      value={by}
      onChange={(chosen) => onChange(chosen as Way)}
    />
  )
}

interface PlanTicksProps {
  plans: readonly PlanSummary[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

export const PlanTicks = ({ plans, chosen, onChange }: PlanTicksProps) => {
  const text = useText()
  const choose = (id: string, isIn: boolean) =>
    onChange(isIn ? [...chosen, id] : chosen.filter((one) => one !== id))
  return (
    <section
      className={styles.paper}
      aria-label={text('gather.plans')}
      onKeyDownCapture={(event) => listKeys(event)}
    >
      <header className={styles.head}>
        <h3 className={styles.groupTitle}>{text('gather.plans')}</h3>
        <output className={styles.count}>
          {text('gather.count', { chosen: chosen.length, all: plans.length })}
        </output>
      </header>
      {plans.length === 0 && <p className={styles.nothing}>{text('gather.none')}</p>}
      <ul className={styles.rows}>
        {plans.map(({ id, title, year, organisation }) => (
          <li key={id} className={styles.row}>
            <Tick
              value={chosen.includes(id)}
              onChange={(isIn) => choose(id, isIn)}
              className={styles.rowTick}
            >
              <span className={styles.planWords}>
                <span>{title || text('gather.untitled')}</span>
                {organisation && <span className={styles.place}>{organisation}</span>}
              </span>
              <span className={styles.count}>{year}</span>
            </Tick>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface GatherSectionsProps {
  sources: readonly SourcePlan[]
  left: ReadonlySet<string>
  rows: RowChoice
  departments: readonly Department[]
  onLeave: (left: ReadonlySet<string>) => void
  onRows: (rows: RowChoice) => void
}

export const GatherSections = ({
  sources,
  left,
  rows,
  departments,
  onLeave,
  onRows,
}: GatherSectionsProps) => {
  const text = useText()
  const plans = sources.map((plan) => offered(plan, rows)).filter(({ sections }) => sections.length > 0)
  return (
    <>
      <p className={styles.quiet}>{text('gather.links')}</p>
      <RowFilter choice={rows} {...{ departments }} onChange={onRows} />
      <div className={styles.stack} onKeyDownCapture={(event) => listKeys(event)}>
        {plans.map((plan) => (
          <PlanSections key={plan.id} {...{ plan, left, rows, onLeave }} />
        ))}
        {plans.length === 0 && (
          <p className={styles.nothing} role="status">
            {text('gather.filter.none')}
          </p>
        )}
      </div>
    </>
  )
}

interface PlanSectionsProps extends Omit<GatherSectionsProps, 'sources' | 'departments' | 'onRows'> {
  plan: SourcePlan
}

const PlanSections = ({ plan, left, rows, onLeave }: PlanSectionsProps) => {
  const text = useText()
  const { title, year, sections } = plan
  const counts = countsOf(plan, rows)
  const ids = sections.map(({ id }) => id)
  const chosen = ids.filter((id) => !left.has(id)).length
  const name = title || text('gather.untitled')
  return (
    <section className={styles.paper} aria-label={name}>
      <header className={styles.head}>
        <Tick
          value={chosen === ids.length}
          half={chosen > 0 && chosen < ids.length}
          onChange={(isIn) => onLeave(toggled(left, ids, !isIn))}
        >
          <h4 className={styles.bandTitle}>{name}</h4>
        </Tick>
        <span className={styles.count}>{year}</span>
      </header>
      <ul className={styles.rows}>
        {sections.map(({ id, title: section }) => (
          <li key={id} className={styles.row} data-off={left.has(id) || undefined}>
            <Tick
              value={!left.has(id)}
              onChange={(isIn) => onLeave(toggled(left, [id], !isIn))}
              className={styles.rowTick}
            >
              <span className={styles.planWords}>{section || text('gather.section.untitled')}</span>
              <span className={styles.count}>{text('gather.rows', { count: counts.get(id) ?? 0 })}</span>
            </Tick>
          </li>
        ))}
      </ul>
    </section>
  )
}
