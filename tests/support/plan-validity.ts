/** Whether a document keeps to the schema, written apart from the server's inspection so that it can judge it. */
import * as Y from 'yjs'
import {
  MARKS,
  NODES,
  REGISTERS,
  ROOTS,
  type Root,
  isFragmentField,
  isId,
  isSafeHref,
} from '../../shared/plan/schema.ts'

const REQUIRED: Partial<Record<Root, string>> = { rows: 'pos', sections: 'ord', cols: 'ord' }

const textFaults = (node: Y.XmlText): string[] =>
  (node.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).flatMap((part) => {
    const faults = typeof part.insert === 'string' ? [] : ['embed']
    for (const [key, value] of Object.entries(part.attributes ?? {})) {
      const mark = key.split('--')[0] ?? ''
      if (!(MARKS as readonly string[]).includes(mark)) faults.push(`mark ${key}`)
      if (mark === 'link' && !isSafeHref((value as { href: unknown }).href)) faults.push(`link`)
    }
    return faults
  })

const nodeFaults = (node: unknown): string[] => {
  if (node instanceof Y.XmlText) return textFaults(node)
  if (!(node instanceof Y.XmlElement)) return ['strange node']
  const faults = (NODES as readonly string[]).includes(node.nodeName) ? [] : [`node ${node.nodeName}`]
  const attributes = Object.keys(node.getAttributes())
  if (attributes.some((key) => !['marker', 'start', 'type', 'tight'].includes(key))) faults.push('attribute')
  return [...faults, ...node.toArray().flatMap(nodeFaults)]
}

const fieldFaults = (root: Root, field: string, value: unknown): string[] => {
  const name = `${root}.${field}`
  if (value instanceof Y.AbstractType) {
    const isFragment = value instanceof Y.XmlFragment && isFragmentField(root, field)
    return isFragment ? value.toArray().flatMap(nodeFaults) : [`${name}: strange type`]
  }
  const test = Object.hasOwn(REGISTERS[root], field) ? REGISTERS[root][field] : undefined
  return test?.(value) ? [] : [`${name}: ${JSON.stringify(value)}`]
}

const mapFaults = (root: Root, map: Y.Map<unknown>): string[] => {
  const faults = map._start === null ? [] : [`${root}: list content`]
  return [...faults, ...[...map].flatMap(([field, value]) => fieldFaults(root, field, value))]
}

const entityFaults = (root: Root, id: string, entity: unknown): string[] => {
  if (!isId(id)) return [`${root}: bad id`]
  if (!(entity instanceof Y.Map)) return [`${root}.${id}: strange type`]
  const required = REQUIRED[root]
  const lacks = required !== undefined && !entity.has(required) ? [`${root}.${id} lacks ${required}`] : []
  return [...lacks, ...mapFaults(root, entity)]
}

/** Everything that is wrong with a document; empty where nothing is. */
export const validity = (doc: Y.Doc): string[] =>
  ROOTS.flatMap((root) => {
    const map = doc.getMap(root)
    if (root === 'meta' || root === 'srv') return mapFaults(root, map)
    return [...map].flatMap(([id, entity]) => entityFaults(root, id, entity))
  })
