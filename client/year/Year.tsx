/**
 * The plan as a year: bars over twelve months, live, and what every month carries. Puts the parts together and gives keys and
 * presses to their handlers; must not write to the document itself (`actions.ts` does).
 */
import { type ReactNode, type Ref, memo, useMemo, useRef } from 'react'
import { flushSync } from 'react-dom'
import { useIntl } from 'react-intl'
import { isLocale } from '../../shared/i18n/locale.ts'
import type { YearGrouping } from '../../shared/year/groupings.ts'
import type { Year as YearReading } from '../../shared/year/year.ts'
import type { Department } from '../api.ts'
import { useBox } from '../plan/box.ts'
import type { ChecksState } from '../plan/checks-state.ts'
import { languageOf } from '../plan/language.ts'
import type { PlanSession, Store } from '../plan/plan-session.ts'
import type { SheetComments } from '../plan/row-comments.ts'
import { usePlan, useStore } from '../plan/use-plan.ts'
import { useUndoKeys } from '../plan/use-undo-keys.ts'
import type { ViewHandle } from '../plan/view-handle.ts'
import { KeptKeys } from '../row/KeptKeys.tsx'
import { RowContext } from '../row/row-context.ts'
import { RowPanel } from '../row/RowPanel.tsx'
import { Said, useEditorPreload, useOpenRow } from '../row/view-parts.tsx'
import { takesKeys } from '../row/view-place.ts'
import { rowKeys, useFollow, useViewHandle } from '../row/view-ways.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { usePrinting } from '../ui/use-printing.ts'
import { useText } from '../ui/use-text.ts'
import { handleKey } from './keyboard.ts'
import { Lines } from './Lines.tsx'
import { monthNames } from './months.ts'
import { OneMonth } from './OneMonth.tsx'
import { Printed } from './Printed.tsx'
import { useYearReading } from './use-year-reading.ts'
import { useYearParts, type YearParts } from './use-year-parts.ts'
import { useYear, YearContext, type YearScope } from './year-context.ts'
import styles from './year.module.css'
import { YearWords } from './YearWords.tsx'

export interface YearProps {
  session: PlanSession
  departments: readonly Department[]
  by: YearGrouping
  /** Rows that pass the filter; null for all. */
  shown: ReadonlySet<string> | null
  checks: Store<ChecksState> | null
  /** Null where comments may not be read. */
  comments: SheetComments | null
  /** Client id of the colleague whose row is kept in sight. */
  followClientId?: number | null
  openInDocument: (row: string) => void
  /** Asks what became of a row. */
  askFact: (row: string) => void
  ref?: Ref<ViewHandle>
}

export const Year = memo((props: YearProps) => (
  <YearWords>
    <Laid {...props} />
  </YearWords>
))
Year.displayName = 'Year'

/** The year's keys; what they do is read when one is pressed. */
const useKeys = (year: YearReading, parts: YearParts) => {
  const { actions, focus } = parts
  return useBox({
    ...rowKeys(parts),
    year,
    focus,
    rows: parts.rows,
    shift: (row: string, by: -1 | 1) => {
      // Drawn at once, so that the row has the keyboard for the next key.
      flushSync(() => actions.shift(row, by))
    },
    stretch: (row: string, end: 'from' | 'to', by: -1 | 1) => {
      flushSync(() => actions.stretch(row, end, by))
    },
  })
}

const firstRowOf = ({ lines }: YearReading, section: string): string | null =>
  lines.find((line) => line.kind === 'row' && line.dated.section === section)?.key ?? null

type ScopeProps = Pick<
  YearProps,
  'session' | 'departments' | 'comments' | 'checks' | 'openInDocument' | 'askFact'
> &
  Pick<YearScope, 'months' | 'locale' | 'year'> & { parts: YearParts; language: 'ru' | 'en' | undefined }

/** What does not change while the plan does, so that a colleague's word draws one row again. */
const useScope = (props: ScopeProps): YearScope => {
  const { session, departments, comments, checks, language, parts, months, locale, year } = props
  const rights = useStore(session.rights)
  const openInDocument = useBox(props.openInDocument)
  const askFact = useBox(props.askFact)
  return useMemo(
    () => ({
      ...parts,
      session,
      departments,
      rights,
      comments,
      checks,
      language,
      months,
      locale,
      year,
      openInDocument: (row: string) => openInDocument.get()(row),
      askFact: (row: string) => askFact.get()(row),
      setState: (row, state) => void parts.actions.setState(row, state),
    }),
    [
      parts,
      session,
      departments,
      rights,
      comments,
      checks,
      language,
      months,
      locale,
      year,
      openInDocument,
      askFact,
    ],
  )
}

/** Nothing to show: an empty plan, or a filter that nothing passes, which its bar says. */
const Nothing = ({ isFiltered }: { isFiltered: boolean }): ReactNode => {
  const text = useText()
  return (
    <div className={styles.nothing}>
      {!isFiltered && (
        <div className={styles.notice}>
          <strong>{text('year.empty')}</strong>
          <p>{text('year.empty.text')}</p>
        </div>
      )}
    </div>
  )
}

const Panel = () => {
  const { focus, reveal, place } = useYear()
  const { open } = useStore(focus)
  return (
    <RowPanel
      open={open}
      takesKeys={() => takesKeys(place)}
      onClose={(row) => {
        focus.set({ open: null })
        reveal.show(row, { focus: true })
      }}
    />
  )
}

const Laid = (props: YearProps) => {
  const { session, departments, by, shown, followClientId = null, ref } = props
  const text = useText()
  const { locale: said } = useIntl()
  const locale = isLocale(said) ? said : 'en'
  const view = usePlan(session)
  const narrow = useMedia(NARROW)
  const printing = usePrinting()
  const root = useRef<HTMLDivElement>(null)
  const language = useMemo(() => languageOf(view), [view])
  const months = monthNames(locale)
  const year = useYearReading(view, by, shown, departments)
  const { askFact } = props
  const parts = useYearParts({ session, year, root, language: language ?? locale, months, askFact })
  const scope = useScope({ ...props, parts, language, months, locale, year: view.meta.year })
  const keys = useKeys(year, parts)
  useViewHandle(ref, parts, (section) => firstRowOf(year, section))
  useFollow(session, followClientId, parts)
  useOpenRow(session, parts.focus)
  useUndoKeys(parts.actions, scope.rights.may('state.edit'))
  useEditorPreload()
  const isFiltered = shown !== null
  const handlers = {
    onKeyDown: (event: React.KeyboardEvent) => {
      if (!event.defaultPrevented && handleKey(event.nativeEvent, event.currentTarget, keys.get()))
        event.preventDefault()
    },
  }
  return (
    <RowContext value={scope}>
      <YearContext value={scope}>
        <div
          ref={root}
          role="group"
          tabIndex={-1}
          aria-label={text('year.label')}
          data-year={by}
          className={styles.year}
          {...handlers}
        >
          <KeptKeys root={root} give={(row) => void parts.reveal.show(row, { focus: true })}>
            {year.count === 0 && (isFiltered || year.groups.length === 0) ? (
              <Nothing isFiltered={isFiltered} />
            ) : narrow ? (
              <OneMonth year={year} />
            ) : (
              <Lines year={year} isFiltered={isFiltered} />
            )}
          </KeptKeys>
          <Panel />
          <p id="year-help" hidden>
            {text('year.help')}
          </p>
          <Said announcer={parts.announcer} />
          {printing && <Printed year={year} title={view.meta.title} isFiltered={isFiltered} />}
        </div>
      </YearContext>
    </RowContext>
  )
}
