/** The file's columns as they were understood, with samples, to be corrected. Owns the choice; what follows is the caller's. */

import { cutText } from '../../shared/cut-text.ts'
import { COLUMN_ROLES, type ColumnRole } from '../../shared/plan/column-roles.ts'
import type { ImportMapping, SourceTable } from '../../shared/plan/table-mapping.ts'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './ColumnsMapping.module.css'
import { type Source, type TableGroup, groupTables, withHeader, withRole } from './mapping.ts'

export interface ColumnsMappingProps {
  source: Source
  mapping: ImportMapping
  isDisabled: boolean
  onChange: (mapping: ImportMapping) => void
}

export const ColumnsMapping = ({ source, mapping, isDisabled, onChange }: ColumnsMappingProps) => {
  const text = useText()
  const groups = groupTables(source)
  return (
    <section className={styles.mapping}>
      <h4 className={styles.heading}>{text('mapping.columns')}</h4>
      <p className={styles.lead}>{text('mapping.columns.lead')}</p>
      {groups.map((group) => (
        <Group
          key={group.tables.join()}
          group={group}
          named={groups.length > 1}
          mapping={mapping}
          isDisabled={isDisabled}
          onChange={onChange}
        />
      ))}
    </section>
  )
}

interface GroupProps extends Omit<ColumnsMappingProps, 'source'> {
  group: TableGroup
  /** There are other tables, too. */
  named: boolean
}

const Group = ({ group, named, mapping, isDisabled, onChange }: GroupProps) => {
  const text = useText()
  const tables = group.tables.map((table) => table + 1).join(', ')
  const roles = COLUMN_ROLES.map((role) => ({ value: role, label: text(`mapping.role.${role}`) }))
  return (
    <div className={styles.group}>
      {named && (
        <p className={styles.table}>
          {text(group.tables.length > 1 ? 'mapping.tables' : 'mapping.table', { tables })}
        </p>
      )}
      <HeaderPick group={group} mapping={mapping} isDisabled={isDisabled} onChange={onChange} />
      <ul className={styles.columns}>
        {group.first.columns.map(({ role, title, samples }, at) => {
          const name = title || text('mapping.unnamed')
          return (
            // Columns stand in the order of the file.
            <li key={at}>
              <div className={styles.words}>
                <span className={title === '' ? styles.unnamed : styles.name}>{name}</span>
                <span className={styles.samples}>{samples.join(' · ')}</span>
              </div>
              <Pick
                bare
                label={text('mapping.column', { title: name })}
                options={roles}
                value={role}
                isDisabled={isDisabled}
                onChange={(value) => onChange(withRole(mapping, group, at, value as ColumnRole))}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const valueOf = (header: SourceTable['header']): string => (header ? `${header.start}-${header.end}` : 'none')

/** Each of the first rows alone, what was found, and no header at all. */
const headersOf = ({ header, top }: SourceTable): SourceTable['header'][] => {
  const single = top.map((_, row) => ({ start: row, end: row + 1 }))
  const found = header && !single.some((one) => valueOf(one) === valueOf(header)) ? [header] : []
  return [null, ...found, ...single]
}

const LONGEST = 60

const HeaderPick = ({ group, mapping, isDisabled, onChange }: Omit<GroupProps, 'named'>) => {
  const text = useText()
  const { first } = group
  const label = (header: SourceTable['header']): string => {
    if (header === null) return text('mapping.header.none')
    const all = first.top.slice(header.start, header.end).flat().filter(Boolean).join(' · ')
    const words = cutText(all, LONGEST)
    return header.end - header.start > 1
      ? text('mapping.header.rows', { from: header.start + 1, to: header.end, words })
      : text('mapping.header.row', { row: header.start + 1, words })
  }
  const headers = headersOf(first)
  return (
    <Pick
      label={text('mapping.header')}
      options={headers.map((header) => ({ value: valueOf(header), label: label(header) }))}
      value={valueOf(first.header)}
      isDisabled={isDisabled}
      onChange={(value) =>
        onChange(withHeader(mapping, group, headers.find((header) => valueOf(header) === value) ?? null))
      }
    />
  )
}
