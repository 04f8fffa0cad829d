/** The part of a Word file in which Svod wrote what print does not say. Owns reading it; anybody may have changed it. */
import { cutText } from '../../../shared/cut-text.ts'
import { isId } from '../../../shared/plan/schema.ts'
import type { XmlNode } from './xml.ts'

export interface OwnColumn {
  key: string
  title: string
  hidden: boolean
  /** Whether it stands in the table of the file. */
  printed: boolean
}

export interface OwnFacts {
  /** As the plan was called when the file was written. */
  title: string
  year: number
  organisation: string
  numbering: 'plan' | undefined
  columns: OwnColumn[]
  /** Departments of the sections, by their marks. */
  departments: (string | null)[]
}

const yearIn = (text: string | undefined): number | null => {
  const year = Number(text)
  return Number.isInteger(year) && year >= 1900 && year <= 2200 ? year : null
}

const columnOf = ({ attributes }: XmlNode): OwnColumn[] => {
  const { key, title = '', hidden, printed } = attributes
  return isId(key)
    ? [{ key, title: cutText(title, 200), hidden: hidden === '1', printed: printed === '1' }]
    : []
}

const departmentOf = ({ attributes }: XmlNode): string | null => {
  const { department } = attributes
  return department !== undefined && department.length <= 60 ? department : null
}

/** null where it is another part, of a later version, or says nothing that can be used. */
export const readOwnFacts = (root: XmlNode | null): OwnFacts | null => {
  if (root?.name !== 'svod:plan' || root.attributes.version !== '1') return null
  const { title = '', year, organisation = '', numbering } = root.attributes
  const known = yearIn(year)
  if (known === null) return null
  const named = (name: string) => root.children.filter((child) => child.name === name)
  const columns = named('svod:column').flatMap(columnOf)
  const keys = new Set(columns.map(({ key }) => key))
  return {
    title,
    year: known,
    organisation: cutText(organisation, 500),
    numbering: numbering === 'plan' ? 'plan' : undefined,
    columns: columns.filter(
      ({ key }, at) => columns.findIndex((one) => one.key === key) === at && keys.has(key),
    ),
    departments: named('svod:section').map(departmentOf),
  }
}
