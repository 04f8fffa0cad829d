/**
 * Link targets of a Word file: relationships and HYPERLINK fields. Owns what may become a link in a plan.
 */
import { isSafeHref } from '../../../shared/plan/schema.ts'
import type { Archive } from './zip.ts'
import { type XmlNode, childrenOf, readTree } from './xml.ts'

export interface Relationship {
  id: string
  /** The last word of the relationship's type: `hyperlink`, `footnotes`, `header` … */
  type: string
  target: string
  external: boolean
}

/** The target as it may stand in a plan, or null. Spaces are escaped; a bare host gets its scheme. */
export const safeHref = (target: string): string | null => {
  const trimmed = target.trim().replaceAll(' ', '%20')
  const href = /^www\./i.test(trimmed) ? `http://${trimmed}` : trimmed
  return isSafeHref(href) ? href : null
}

/** The target of a HYPERLINK field's instruction; null for places inside the document and for other fields. */
export const hrefOfInstruction = (instruction: string): string | null => {
  const match = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))/i.exec(instruction)
  return match ? (match[1] ?? match[2] ?? null) : null
}

const toRelationship = ({ attributes }: XmlNode): Relationship => ({
  id: attributes.Id ?? '',
  type: (attributes.Type ?? '').split('/').at(-1) ?? '',
  target: attributes.Target ?? '',
  external: attributes.TargetMode === 'External',
})

/** Relationships of a part; [] where it has none. */
export const readRelationships = async (archive: Archive, part: string): Promise<Relationship[]> => {
  const slash = part.lastIndexOf('/')
  const name = `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`
  if (!archive.has(name)) return []
  return childrenOf(await readTree(archive, name), 'rel:Relationship').map(toRelationship)
}

/** The archive's path of a relationship's target, as seen from the part that names it. */
export const resolveTarget = (part: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1)
  const path = part.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.' && step !== '') path.push(step)
  }
  return path.join('/')
}
