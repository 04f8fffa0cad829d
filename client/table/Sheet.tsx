/**
 * The plan as the page that will be printed, live: text around the table, header, lines. Puts the parts together and
 * gives keys and presses to their handlers; must not write to the document itself (`actions.ts` does).
 */
import { Plus } from 'lucide-react'
import {
  type CSSProperties,
  type Ref,
  type RefObject,
  memo,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { PlanView } from '../../shared/plan/view.ts'
import { editorStore, loadEditorWhenIdle } from '../editor/load-editor.ts'
import { showLostCode } from '../lost-code.ts'
import type { ChecksState } from '../plan/checks-state.ts'
import type { PlanSession, Store } from '../plan/plan-session.ts'
import { useBox } from '../plan/box.ts'
import type { SheetComments } from '../plan/row-comments.ts'
import type { ShownSignOffs } from '../plan/sign-offs.ts'
import { usePlan, useStore } from '../plan/use-plan.ts'
import type { ViewHandle } from '../plan/view-handle.ts'
import { useText } from '../ui/use-text.ts'
import { BlockText } from './BlockText.tsx'
import { FrontMatter } from './FrontMatter.tsx'
import { HeaderRow } from './HeaderRow.tsx'
import { VirtualLines } from './VirtualLines.tsx'
import type { Announcer } from '../plan/announcer.ts'
import styles from './front.module.css'
import { useGoneFocus } from './gone-focus.ts'
import { type Grid, type Spot, sameSpot } from './grid-nav.ts'
import { Keyboard } from './keyboard.ts'
import { languageOf } from '../plan/language.ts'
import { type SheetLayout, layoutOf } from './layout.ts'
import { sectionOfLine } from './lines.ts'
import { mayWrite } from './permits.ts'
import { followLink, pickByPress, pressSheet } from './pointer.ts'
import { type Department, SheetContext, type SheetScope, useFocusPart, useSheet } from './sheet-context.ts'
import sheetStyles from './sheet.module.css'
import { SheetModel } from './sheet-model.ts'
import { type SheetPlace, type SheetPlaces, useLeavePlace, useLeftPlace } from './sheet-place.ts'
import { elementAt, spotOfElement } from './spots.ts'
import { useClipboard } from './use-clipboard.ts'
import { openMenuOf } from './use-held-menu.ts'
import { type Lines, useLines } from './use-lines.ts'
import { useOutside } from './use-outside.ts'
import { usePrinting } from '../ui/use-printing.ts'
import { useScope } from './use-scope.ts'
import { useUndoKeys } from '../plan/use-undo-keys.ts'
import { useFollow, useSheetHandle } from './use-sheet-handle.ts'
import { type LinesVirtualizer, useVirtualLines } from './use-virtual-lines.ts'

export interface SheetProps {
  session: PlanSession
  departments: readonly Department[]
  /** Told of the section at the top of the window whenever it is another. */
  onSectionInView?: (section: string | null) => void
  /** Client id of the colleague whose cell is kept in sight. */
  followClientId?: number | null
  /** The checker's findings; null until there are any to have. */
  checks?: Store<ChecksState> | null
  /** Somebody asks how the dates of a row are understood. */
  onAskPeriod?: (row: string) => void
  /** Somebody asks what became of a row. */
  onAskFact?: (row: string) => void
  /** Rows that pass a filter; null for all. */
  shown?: ReadonlySet<string> | null
  /** Somebody asks to put the rows of a file into a section. */
  onAskFile?: (section: string) => void
  /** Somebody asks to put rows of other plans into a section. */
  onAskPlans?: (section: string) => void
  /** Somebody asks for the history of a row, or who wrote it; left out where they may not see it. */
  onLookBack?: NonNullable<SheetScope['lookBack']>
  /** Counts at the rows and marks in the texts; null where comments may not be read. */
  comments?: SheetComments | null
  /** How the sections stand, on their bands. */
  signOffs?: ShownSignOffs | null
  /** Where the sheet of an earlier session was left. */
  places: SheetPlaces
  ref?: Ref<ViewHandle>
}

interface KeyboardScope {
  scope: SheetScope
  lines: Lines
  layout: SheetLayout
  virtualizer: LinesVirtualizer
  sheet: RefObject<HTMLElement | null>
}

const gridOf = ({ lines, layout, virtualizer: { range } }: KeyboardScope): Grid => ({
  lines: lines.lines,
  columns: layout.columns.map((column) => column.id),
  page: Math.max(1, (range?.endIndex ?? 10) - (range?.startIndex ?? 0) - 1),
})

/** Opens the menu of the line that has the focus. */
const openLineMenu = (): boolean => openMenuOf(document.activeElement?.closest('[data-line]'))

const mayWriteAt = ({ session, rights }: SheetScope, spot: Spot): boolean =>
  mayWrite(rights, session.projection.view(), spot)

const useKeyboard = (setup: KeyboardScope): Keyboard => {
  const latest = useBox(setup)
  const { model, actions, cells } = setup.scope
  return useMemo(
    () =>
      new Keyboard({
        model,
        actions,
        cells,
        mayWrite: (spot) => mayWriteAt(latest.get().scope, spot),
        grid: () => gridOf(latest.get()),
        openMenu: openLineMenu,
        leaveGrid: () => {
          const { sheet } = latest.get()
          sheet.current?.querySelector<HTMLElement>('[data-grid]')?.focus({ preventScroll: true })
        },
        isEditorReady: () => editorStore.get() !== null,
      }),
    [model, actions, cells, latest],
  )
}

/** What the table's header covers at the top of the window, and a little of the line under it. */
const HEADER_PX = 44

/** Tells the page which section is at the top of the window. */
const useSectionInView = (
  lines: Lines,
  virtualizer: LinesVirtualizer,
  tell: SheetProps['onSectionInView'],
): void => {
  const last = useRef<string | null | undefined>(undefined)
  const top = virtualizer.getVirtualItemForOffset((virtualizer.scrollOffset ?? 0) + HEADER_PX)
  const line = lines.lines[top?.index ?? 0]
  const section = line ? sectionOfLine(line) : null
  useEffect(() => {
    if (last.current === section) return
    last.current = section
    tell?.(section)
  }, [section, tell])
}

const useEditorPreload = (): void => {
  const text = useText()
  useEffect(() => {
    loadEditorWhenIdle((error) => showLostCode(error, text, text('table.said.editorFailed')))
  }, [text])
}

const LiveRegion = memo(({ announcer }: { announcer: Announcer }) => (
  <div role="status" aria-live="polite" className="visually-hidden">
    {useStore(announcer)}
  </div>
))
LiveRegion.displayName = 'LiveRegion'

/** `mayRow`: the last section is not empty; an empty one offers its first row itself. */
const AddButtons = memo(({ last, mayRow }: { last: string | null; mayRow: boolean }) => {
  const { actions, rights } = useSheet()
  const text = useText()
  const mayAddSection = rights.may('sections.edit')
  const mayAddRow = last !== null && mayRow && rights.may('rows.edit', last)
  if (!mayAddSection && !mayAddRow) return null
  return (
    <div className={sheetStyles.adds} data-sheet-tool>
      {!last && <span className={sheetStyles.hint}>{text('table.empty')}</span>}
      {last && mayAddRow && (
        <button type="button" className={sheetStyles.add} onClick={() => actions.addToSection(last, 'last')}>
          <Plus /> {text('table.row.add')}
        </button>
      )}
      {mayAddSection && (
        <button type="button" className={sheetStyles.add} onClick={() => actions.addSection(last)}>
          <Plus /> {text('table.section.add')}
        </button>
      )}
    </div>
  )
})
AddButtons.displayName = 'AddButtons'

interface TableProps {
  view: PlanView
  lines: Lines
  layout: SheetLayout
  virtualizer: LinesVirtualizer
  list: { current: HTMLDivElement | null }
}

const Table = ({ view, lines, layout, virtualizer, list }: TableProps) => {
  const text = useText()
  const printing = usePrinting()
  const isOutside =
    useFocusPart((focus) => (focus === null || focus.spot.kind === 'block' ? 'yes' : '')) === 'yes'
  return (
    <div
      role="grid"
      aria-label={text('table.grid')}
      aria-describedby="table-help"
      aria-rowcount={lines.lines.length + 1}
      aria-colcount={layout.columns.length}
      aria-multiselectable
      tabIndex={isOutside ? 0 : -1}
      data-grid
      data-dense={layout.dense || undefined}
      className={sheetStyles.grid}
      style={{ '--tracks': layout.tracks } as CSSProperties}
    >
      <HeaderRow layout={layout} all={view.columns} />
      <VirtualLines
        list={list}
        lines={lines.lines}
        layout={layout}
        virtualizer={virtualizer}
        everything={printing}
      />
      <p id="table-help" hidden>
        {text('table.grid.help')}
      </p>
    </div>
  )
}

/** A block around the table gives the focus up when it goes on inside the sheet: to the table or its header. */
const forgetBlock = (model: SheetModel, { currentTarget, target }: React.FocusEvent): void => {
  const spot = model.get()?.spot
  if (spot?.kind !== 'block' || !currentTarget.contains(target)) return
  if (!elementAt(currentTarget, spot)?.contains(target)) model.clear()
}

/** Presses, keys, focus and the pointer's place, for the whole sheet. */
const useHandlers = (scope: SheetScope, keyboard: Keyboard) => {
  const { model, hover, cells } = scope
  return {
    onMouseDown: (event: React.MouseEvent) =>
      void (
        pickByPress(event.nativeEvent, model, cells) ||
        pressSheet(event.nativeEvent, model, (spot) => mayWriteAt(scope, spot))
      ),
    onClick: (event: React.MouseEvent) => followLink(event.nativeEvent),
    onFocus: (event: React.FocusEvent) => {
      forgetBlock(model, event)
      const spot = event.target.matches('[data-column],[data-band],[data-block]')
        ? spotOfElement(event.target)
        : null
      if (spot && !sameSpot(spot, model.get()?.spot ?? null)) model.set(spot, 'select')
    },
    onPointerOver: (event: React.PointerEvent) => {
      const line = (event.target as Element).closest<HTMLElement>('[data-line]')
      if (line && event.pointerType !== 'touch') hover.set(line.dataset.line ?? '')
    },
    onPointerLeave: () => hover.set(''),
    onKeyDownCapture: (event: React.KeyboardEvent) => {
      // Menus are drawn elsewhere, but their events come this way in React's tree.
      const isOurs = event.currentTarget.contains(event.target as Node)
      if (!isOurs || (event.target as Element).closest('[data-sheet-tool]') || !keyboard.handle(event)) return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

/** One model a session: another session is another sheet. */
const useModel = (session: PlanSession, place: SheetPlace | null): SheetModel => {
  const [held, hold] = useState(() => ({ session, model: new SheetModel(place?.focus) }))
  if (held.session === session) return held.model
  const next = { session, model: new SheetModel() }
  hold(next)
  return next.model
}

/** What can be asked from the sheet; null where nobody can. */
const asksOf = (props: SheetProps) => {
  const { onAskPeriod, onAskFact, onAskFile, onAskPlans, onLookBack } = props
  return {
    askPeriod: onAskPeriod ?? null,
    askFact: onAskFact ?? null,
    askFile: onAskFile ?? null,
    askPlans: onAskPlans ?? null,
    lookBack: onLookBack ?? null,
  }
}

/** Drawn again when something of its own is another, whatever else happens on the page. */
export const Sheet = memo((props: SheetProps) => {
  const { session, departments, onSectionInView, followClientId = null, checks = null, places, ref } = props
  const { comments = null, signOffs = null } = props
  const view = usePlan(session)
  const place = useLeftPlace(places, session)
  const model = useModel(session, place)
  const lines = useLines(view, props.shown ?? null, model)
  const layout = useMemo(() => layoutOf(view.columns), [view.columns])
  const sheet = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const language = useMemo(() => languageOf(view), [view])
  const scope = useScope({
    session,
    model,
    departments,
    language,
    list,
    checks,
    ...asksOf(props),
    comments,
    signOffs,
    lines: lines.lines,
  })
  const { rights } = scope
  const mayWriteRows = rights.may('rows.edit')
  const virtualizer = useVirtualLines(list, lines, model, place)
  useLeavePlace(places, session, model, virtualizer)
  const keyboard = useKeyboard({ scope, lines, layout, virtualizer, sheet })
  useSectionInView(lines, virtualizer, onSectionInView)
  useSheetHandle({ ref, doc: session.doc, view, lines, virtualizer, model, sheet })
  useFollow(session, followClientId, { lines, virtualizer, sheet })
  useOutside(sheet, model)
  useUndoKeys(scope.actions, rights.may('state.edit'))
  useGoneFocus(scope, view)
  useEditorPreload()
  const handlers = { ...useHandlers(scope, keyboard), ...useClipboard(scope) }
  const last = view.sections.at(-1)
  return (
    <SheetContext value={scope}>
      <div className={sheetStyles.desk} data-sheet data-reading={!mayWriteRows || undefined}>
        <div ref={sheet} className={sheetStyles.sheet} style={{ maxWidth: layout.idealPx }} {...handlers}>
          <div data-above>
            <FrontMatter meta={view.meta} />
          </div>
          <Table view={view} lines={lines} layout={layout} virtualizer={virtualizer} list={list} />
          <AddButtons last={last?.id ?? null} mayRow={last?.rows.length !== 0} />
          <div className={styles.outro}>
            <BlockText field="outro" blocks={view.meta.blocks.outro} />
          </div>
        </div>
        <LiveRegion announcer={scope.announcer} />
      </div>
    </SheetContext>
  )
})
Sheet.displayName = 'Sheet'
