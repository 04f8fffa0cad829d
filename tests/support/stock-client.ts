/** What the wire tests do with a stock client: write like a person, read like a person. */
import type { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { addRow, addSection, setCell } from '../../shared/plan/edit.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { textToBlocks } from '../../shared/plan/rich.ts'
import { editingOf } from './drafts.ts'
import { untilDoc } from './ws-client.ts'

/** A writer on a document; `name` keeps its ids apart from the others'. */
export const writer = (doc: Y.Doc, name: string) => {
  const edit = editingOf(doc, name)
  return {
    section: (title: string): string => addSection(edit, { after: null, title }),
    row: (section: string, title: string): string => {
      const row = addRow(edit, { section, parent: null, after: null })
      if (row === null) throw new Error(`No row can stand in ${section}`)
      setCell(edit, row, 'title', textToBlocks(title))
      return row
    },
    retitle: (row: string, title: string): boolean => setCell(edit, row, 'title', textToBlocks(title)),
  }
}

/** The titles of all rows, in print order. */
export const rowTitles = (doc: Y.Doc): string[] =>
  projectPlan(doc, 'plan').sections.flatMap((section) => section.items.map((item) => item.title.text))

/** The titles of all sections, in print order. */
export const sectionTitles = (doc: Y.Doc): string[] =>
  projectPlan(doc, 'plan').sections.map((section) => section.title)

/** Resolves when a row of that title is there. */
export const untilRow = ({ doc }: Pick<WebsocketProvider, 'doc'>, title: string): Promise<void> =>
  untilDoc(doc, `a row «${title}» is there`, () => rowTitles(doc).includes(title))

/** Resolves when both documents hold the same. */
export const untilEqual = (one: Y.Doc, other: Y.Doc): Promise<void> => {
  const same = () => JSON.stringify(projectPlan(one, 'plan')) === JSON.stringify(projectPlan(other, 'plan'))
  return Promise.race([
    untilDoc(one, 'both hold the same', same),
    untilDoc(other, 'both hold the same', same),
  ])
}
