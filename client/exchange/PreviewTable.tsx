/**
 * A small rendition of the table as it was read. Scrolls by itself; a picture of the result, of which single rows can be
 * told to be something else. Owns where it stands; what follows from a choice is the caller's.
 */
import { ROW_READINGS, type RowPlace, type RowReadingName } from '../../shared/plan/column-roles.ts'
import { EllipsisVertical } from 'lucide-react'
import { Fragment, memo, useCallback, useEffect, useRef, useState } from 'react'
import { shortText } from '../../shared/plan/check/finding.ts'
import type { ColumnJson, ItemJson, PlanJson } from '../../shared/plan/json.ts'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import type { Source } from './mapping.ts'
import { MiniRich } from './MiniRich.tsx'
import styles from './PreviewTable.module.css'
import type { Place } from './Warnings.tsx'

export interface PreviewTableProps {
  plan: PlanJson
  /** What the reader asked to see. */
  shown: Place | null
  /** Where sections and rows stand in the file; null where nothing can be told of them. */
  places: Source['sections'] | null
  onTell: (place: RowPlace, as: RowReadingName) => void
}

const nameOf = ({ section, item }: Place): string => `${section}:${item ?? ''}`

export const PreviewTable = ({ plan, shown, places, onTell }: PreviewTableProps) => {
  const text = useText()
  const region = useRef<HTMLElement>(null)
  const [asked, setAsked] = useState<{ place: RowPlace; button: HTMLElement } | null>(null)
  // What was chosen is gone from the page; the focus goes to what came of it, where the arrows scroll.
  useEffect(() => region.current?.focus({ preventScroll: true }), [])
  useEffect(() => {
    if (shown)
      region.current?.querySelector(`[data-place="${nameOf(shown)}"]`)?.scrollIntoView({ block: 'center' })
  }, [shown])
  const ask = useCallback((place: RowPlace, button: HTMLElement) => setAsked({ place, button }), [])
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={region} className={styles.scroll} aria-label={text('exchange.table')} tabIndex={0}>
      <Front plan={plan} />
      <Body plan={plan} shown={shown} places={places} onAsk={ask} />
      <MiniRich html={plan.front.outro.html} />
      {asked && (
        <Menu
          aria-label={text('mapping.row')}
          hung={{
            triggerRef: { current: asked.button },
            isOpen: true,
            onOpenChange: (open) => open || setAsked(null),
          }}
          onAction={(key) => {
            setAsked(null)
            onTell(asked.place, key as RowReadingName)
          }}
        >
          {ROW_READINGS.map((reading) => (
            <MenuItem key={reading} id={reading}>
              {text(`mapping.row.${reading}`)}
            </MenuItem>
          ))}
        </Menu>
      )}
    </section>
  )
}

interface BodyProps extends Pick<PreviewTableProps, 'plan' | 'shown' | 'places'> {
  onAsk: (place: RowPlace, button: HTMLElement) => void
}

/** Thousands of rows: drawn anew for another plan alone, not for a menu. */
const Body = memo(({ plan, shown, places, onAsk }: BodyProps) => {
  const text = useText()
  const columns = plan.columns.filter(({ hidden }) => !hidden)
  const isShown = (place: Place): boolean => shown !== null && nameOf(shown) === nameOf(place)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map(({ key, title }) => (
            <th key={key} scope="col" className={key === 'number' ? styles.number : undefined}>
              {title}
            </th>
          ))}
          {places && (
            <th scope="col" className={styles.tell}>
              <span className="visually-hidden">{text('mapping.row')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {plan.sections.map((section, at) => (
          <Fragment key={section.id}>
            <tr
              className={cx(styles.band, isShown({ section: at, item: null }) && styles.shown)}
              data-place={nameOf({ section: at, item: null })}
            >
              <th colSpan={columns.length} scope="rowgroup">
                {section.title || text('exchange.section.untitled')}
              </th>
              {places && (
                <Tell
                  place={places[at]?.place ?? null}
                  row={section.title || text('exchange.section.untitled')}
                  onAsk={onAsk}
                />
              )}
            </tr>
            {section.items.map((item, row) => (
              <tr
                key={item.id}
                className={cx(isShown({ section: at, item: row }) && styles.shown)}
                data-place={nameOf({ section: at, item: row })}
              >
                {columns.map((column) => (
                  <td key={column.key} className={column.key === 'number' ? styles.number : undefined}>
                    <Cell item={item} column={column} />
                  </td>
                ))}
                {places && (
                  <Tell place={places[at]?.items[row] ?? null} row={nameOfRow(item)} onAsk={onAsk} />
                )}
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
})
Body.displayName = 'Body'

interface TellProps {
  place: RowPlace | null
  /** What the row says, in short: what the button is heard as. */
  row: string
  onAsk: BodyProps['onAsk']
}

const nameOfRow = ({ number, title }: ItemJson): string => shortText(`${number} ${title.text}`, 60)

/** The button of a row that stands in a table of the file. */
const Tell = ({ place, row, onAsk }: TellProps) => {
  const text = useText()
  return (
    <td className={styles.tell}>
      {place && (
        <button
          type="button"
          aria-label={text('mapping.row.of', { row })}
          aria-haspopup="menu"
          onClick={(event) => onAsk(place, event.currentTarget)}
        >
          <EllipsisVertical aria-hidden="true" />
        </button>
      )}
    </td>
  )
}

/** What stands above the table in print. */
const Front = ({ plan: { front, title } }: { plan: PlanJson }) => (
  <div className={styles.front}>
    {(front.agreed || front.approved) && (
      <div className={styles.blocks}>
        <p>{front.agreed}</p>
        <p>{front.approved}</p>
      </div>
    )}
    {title && <p className={styles.title}>{title}</p>}
    <MiniRich html={front.intro.html} />
  </div>
)

const Cell = ({ item, column: { key } }: { item: ItemJson; column: ColumnJson }) => {
  if (key === 'number') return item.number
  if (key === 'title') return <MiniRich html={item.title.html} />
  return key === 'period' ? item.period.text : (item.cells[key] ?? '')
}
