/** A section's band: its title over the whole width, the department's label and colour. */
import { Lock } from 'lucide-react'
import { memo, useMemo, useRef } from 'react'
import { textToBlocks } from '../../shared/plan/rich.ts'
import type { SectionView } from '../../shared/plan/view.ts'
import { UNASSIGNED } from '../../shared/plan/tree.ts'
import type { Colleague } from '../plan/plan-session.ts'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import { BandSign } from './BandSign.tsx'
import { BandTools } from './BandTools.tsx'
import { useIsHovered, useLinePeople } from './RowLine.tsx'
import { NameTags, isCrowded } from './NameTags.tsx'
import { RowPeople } from './RowPeople.tsx'
import { Text } from './Text.tsx'
import type { Spot } from './grid-nav.ts'
import { bandKey } from './lines.ts'
import { useFocusPart, useSheet } from './sheet-context.ts'
import { focusOfBand } from './sheet-model.ts'
import styles from './sheet.module.css'
import { useCellFocus } from './use-cell-focus.ts'

interface BandLineProps {
  section: SectionView
  index: number
  columns: number
  measure: (element: HTMLElement | null) => void
}

const useTitle = (section: SectionView): string => {
  const text = useText()
  if (section.id === UNASSIGNED) return text('plan.section.unassigned')
  return section.title
}

/** Rows come and go in a section; its band stays as it is. */
const sameBand = (a: BandLineProps, b: BandLineProps): boolean =>
  a.section.id === b.section.id &&
  a.section.title === b.section.title &&
  a.section.department === b.section.department &&
  a.index === b.index &&
  a.columns === b.columns &&
  a.measure === b.measure

interface BandTitleProps {
  section: SectionView
  columns: number
  /** '' while the focus is elsewhere. */
  mode: string
  people: readonly Colleague[]
}

const BandTitle = ({ section, columns, mode, people }: BandTitleProps) => {
  const { language } = useSheet()
  const text = useText()
  const element = useRef<HTMLDivElement>(null)
  const title = useTitle(section)
  const spot = useMemo<Spot>(() => ({ kind: 'band', section: section.id }), [section.id])
  const blocks = useMemo(() => (title === '' ? [] : textToBlocks(title)), [title])
  useCellFocus(element, mode)
  const editing = mode === 'edit'
  const label = text('table.band.label')
  return (
    <div
      ref={element}
      role="gridcell"
      aria-colspan={columns}
      lang={language}
      tabIndex={mode === 'select' ? 0 : -1}
      data-band={section.id === UNASSIGNED ? undefined : section.id}
      // An invitation while it is being written, a word for its absence after that.
      data-empty={title === '' ? (editing ? label : text('table.band.empty')) : undefined}
      data-hue={people[0]?.hue}
      data-crowded={isCrowded(people) || undefined}
      className={cx(
        styles.bandTitle,
        mode !== '' && styles.bandFocused,
        people.length > 0 && styles.bandTaken,
      )}
    >
      <Text spot={spot} blocks={blocks} editing={editing} label={label} people={people} />
      <NameTags people={people} />
    </div>
  )
}

export const BandLine = memo(({ section, index, columns, measure }: BandLineProps) => {
  const { departments, rights } = useSheet()
  const text = useText()
  const key = bandKey(section.id)
  const mode = useFocusPart((one) => focusOfBand(one, section.id))
  const people = useLinePeople(key)
  const hovered = useIsHovered(key)
  const department = departments.find((one) => one.id === section.department)
  const isOwn = section.id !== UNASSIGNED
  // Only to those who write elsewhere in the plan: a reader is told once, above the sheet.
  const isClosed = rights.may('rows.edit') && !rights.may('rows.edit', section.id)
  const mayWork = rights.may('sections.edit') || rights.may('rows.edit', section.id)
  return (
    <div
      ref={measure}
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-line={key}
      className={cx(styles.band, !rights.may('sections.edit') && styles.readOnly)}
    >
      <i className={styles.bandHue} data-hue={department?.hue ?? 0} aria-hidden="true" />
      <BandTitle section={section} columns={columns} mode={mode} people={people} />
      <div className={styles.bandEnd} role="presentation">
        {(department || isClosed) && (
          <span className={styles.department} data-hue={department?.hue ?? 0} role="presentation">
            {isClosed && <Lock className={styles.lock} role="img" aria-label={text('table.band.closed')} />}
            {department?.name}
          </span>
        )}
        {isOwn && <BandSign section={section.id} title={section.title} shown={hovered || mode !== ''} />}
      </div>
      {people.length > 0 && <RowPeople people={people} />}
      {mayWork && isOwn && (hovered || mode !== '') && <BandTools section={section} />}
    </div>
  )
}, sameBand)
BandLine.displayName = 'BandLine'
