/**
 * What the plan says and print does not: its year, institution, way of numbering, columns with their keys, departments.
 * Owns the part of the Word file in which it stands; must not hold a word of a cell.
 */
import { OWN_NAMESPACE } from '../../docx/marks.ts'
import type { PrintPlan } from '../print-plan.ts'
import { XML_HEAD, xmlAttribute } from './xml.ts'

const attributes = (values: Record<string, string | number | boolean | null | undefined>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined && value !== false)
    .map(([name, value]) => ` ${name}="${xmlAttribute(value === true ? '1' : String(value))}"`)
    .join('')

/** `customXml/item1.xml`. */
export const ownPartXml = ({ plan, columns }: PrintPlan): string => {
  const { title, year, organisation, numbering, sections } = plan
  const printed = new Set(columns.map(({ key }) => key))
  const columnXml = plan.columns.map(
    ({ key, title: name, hidden }) =>
      `<column${attributes({ key, title: name, hidden: hidden === true, printed: printed.has(key) })}/>`,
  )
  const sectionXml = sections.map(({ department }) => `<section${attributes({ department })}/>`)
  return (
    `${XML_HEAD}<plan xmlns="${OWN_NAMESPACE}"${attributes({ version: 1, title, year, organisation, numbering })}>` +
    `${columnXml.join('')}${sectionXml.join('')}</plan>`
  )
}
