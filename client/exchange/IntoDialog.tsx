/**
 * Rows of a file into a section of the open plan. Owns the order: an edition of the plan as it is, then all rows as one step
 * of the author's, in the document that everybody has open. What may be written the server decides, as for every edit.
 */
import { useCallback, useMemo } from 'react'
import { insertRows } from '../../shared/plan/insert-rows.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { type Api, ApiError } from '../api.ts'
import { useKept } from '../plan/kept.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlanPart, useStore } from '../plan/use-plan.ts'
import { showToast } from '../ui/toast.ts'
import { type Text, useText } from '../ui/use-text.ts'
import { ImportSteps } from './ImportSteps.tsx'
import type { ImportState, Shown } from './import-state.ts'
import {
  type Choices,
  insertionOf,
  lastingChoices,
  matchColumns,
  ownColumns,
  rowsFor,
  textsAround,
} from './into.ts'
import { IntoColumns } from './IntoColumns.tsx'
import { MappingWords } from './MappingWords.tsx'
import { type ReadFile, useImport } from './use-import.ts'

export interface IntoDialogProps {
  api: Api
  session: PlanSession
  planId: string
  section: string
  onClose: () => void
  /** Leads to the first row that came. */
  onDone: (row: string) => void
}

export const IntoDialog = (props: IntoDialogProps) => (
  <MappingWords>
    <Inserting {...props} />
  </MappingWords>
)

const readOf = (state: ImportState): PlanJson | null =>
  state.kind === 'preview' || state.kind === 'creating' ? state.read.plan : null

/** The columns that the reader chose, over those that their names tell. */
const useChoices = (session: PlanSession, section: string, mayAdd: boolean) => {
  const view = usePlanPart(session, ({ columns }) => columns)
  const plan = useMemo(
    () =>
      view
        .filter(({ id }) => !['number', 'title', 'period'].includes(id))
        .map(({ id, title }) => ({ id, title })),
    [view],
  )
  const [chosen, setChosen] = useKept<Choices>(`into.choices ${section}`, () => new Map())
  const choicesFor = (read: PlanJson): Choices => matchColumns(ownColumns(read), plan, mayAdd, chosen)
  const choose = (read: PlanJson, choices: Choices) => setChosen(lastingChoices(ownColumns(read), choices))
  return { plan, choicesFor, choose }
}

const CONFLICT = 409
const NOT_FOUND = 404

/**
 * Writes the rows; throws where the section is gone or not one's own any more, and where another session has taken this one's
 * place: what is written into its document reaches nobody (SPEC RX3).
 */
const insert = (
  session: PlanSession,
  section: string,
  read: PlanJson,
  choices: Choices,
  text: Text,
): string => {
  if (session.editing.doc.isDestroyed) throw new ApiError('source-moved', CONFLICT)
  const isThere = session.projection.view().sections.some(({ id }) => id === section)
  if (!isThere) throw new ApiError('not-found', NOT_FOUND, text('plan.section.gone'))
  const rights = session.rights.get()
  const [first] = rights.may('rows.edit', section)
    ? asOneStep(session, section, () => insertRows(session.editing, insertionOf(section, read, choices)))
    : []
  if (first === undefined) throw new ApiError('forbidden', 403)
  return first
}

const asOneStep = <T,>({ undo }: PlanSession, section: string, change: () => T): T => {
  undo.cut()
  undo.at({ row: null, field: 'title', section })
  const result = change()
  undo.cut()
  return result
}

/** Reads a file, and tells which of its words no row has. */
const useReading = (api: Api, planId: string): ReadFile => {
  const text = useText()
  return useCallback(
    async (file, options) => {
      const read = await api.readInto(planId, file, options)
      const message = text('into.around')
      const around = textsAround(read.plan).map((place) => ({ code: 'text-not-inserted', message, ...place }))
      return { ...read, warnings: [...around, ...read.warnings] }
    },
    [api, planId, text],
  )
}

const Inserting = ({ api, session, planId, section, onClose, onDone }: IntoDialogProps) => {
  const text = useText()
  const mayAdd = useStore(session.rights).may('columns.edit')
  const name = usePlanPart(session, ({ sections }) => sections.find(({ id }) => id === section)?.title ?? '')
  const { plan, choicesFor, choose } = useChoices(session, section, mayAdd)
  const read = useReading(api, planId)
  const finish = async ({ read: { plan: shown } }: Shown): Promise<void> => {
    await api.keepBeforeImport(planId)
    const first = insert(session, section, shown, choicesFor(shown), text)
    showToast({ text: text('into.done', { count: rowsFor(shown).length }) })
    onDone(first)
  }
  const work = useImport(`into ${section}`, read, null, finish)
  const shown = readOf(work.state)
  const count = shown ? rowsFor(shown).length : 0
  const words = { confirm: text('into.insert', { count }), doing: text('into.inserting') }
  const title = text('into.title', { section: name || text('mapping.place.untitled') })
  return (
    <ImportSteps {...{ title, work, words, onClose }}>
      {shown && (
        <IntoColumns
          read={shown}
          plan={plan}
          mayAdd={mayAdd}
          choices={choicesFor(shown)}
          onChoose={(choices) => choose(shown, choices)}
        />
      )}
    </ImportSteps>
  )
}
