/**
 * Names the places that a change touched, and reads the words that stand there (for the rescue of refused changes).
 * A target is `root/entity`, or `root/entity/field` where the field holds words, or `root/entity/*` for all words of an
 * entity that was written with them. Must not change the document.
 */
import * as Y from 'yjs'
import { plainBody } from '../../shared/comments/mentions.ts'
import { isMessageBody, isMessageHead, isProposal, isThreadAbout } from '../../shared/comments/registers.ts'
import { compareOrder } from '../../shared/plan/order.ts'
import { readColumns } from '../../shared/plan/read.ts'
import type { PlanView, RowView } from '../../shared/plan/view.ts'
import { readFragment } from '../../shared/plan/fragment.ts'
import { parseHtml } from '../../shared/plan/html.ts'
import { blocksToLine, blocksToText } from '../../shared/plan/rich.ts'
import {
  columnOfKey,
  isFragmentField,
  isNumberRegister,
  messagesOf,
  ROOTS,
  type Root,
  threadsOf,
} from '../../shared/plan/schema.ts'

/** Of the places that a change touched without words, so many are named. */
const MAX_WORDLESS = 64
/** All fields of an entity that hold words; no field has such a name. */
const ALL = '*'

type AnyType = Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>

const isRoot = (name: string): name is Root => (ROOTS as readonly string[]).includes(name)

/** Registers whose value is something that a person wrote. */
const WRITTEN: Partial<Record<Root, readonly string[]>> = {
  meta: ['organisation', 'year'],
  cols: ['title'],
  rows: ['number', 'f:result', 'f:why-moved', 'f:why-cancelled', 'f:to', 'f:note', 'f:link'],
}

const hasWords = (root: Root, field: string): boolean =>
  isFragmentField(root, field) || WRITTEN[root]?.includes(field) === true

const nameTarget = (root: Root, path: readonly string[]): string => {
  if (root === 'meta') return `meta/${path[0] ?? ''}`
  const [entity = '', field = ''] = path
  // A message comes whole; what is said in it are its words, whatever of it was touched.
  if (root === 'messages') return `messages/${entity}/body`
  return hasWords(root, field) ? `${root}/${entity}/${field}` : `${root}/${entity}`
}

/** Map keys from the document's root down to `type`. */
const pathOf = (type: AnyType): { root: string; path: string[] } | null => {
  const path: string[] = []
  let current = type
  while (current._item !== null) {
    if (current._item.parentSub !== null) path.unshift(current._item.parentSub)
    current = current._item.parent as AnyType
  }
  for (const [name, shared] of current.doc?.share ?? []) if (shared === current) return { root: name, path }
  return null
}

/** Roots whose entities can come into being with words in them. */
const BORN_WITH_WORDS: readonly Root[] = ['rows', 'sections', 'cols']

const isNew = ({ beforeState }: Y.Transaction, type: AnyType, key: string): boolean => {
  const id = type._map.get(key)?.id
  return id !== undefined && id.clock >= (beforeState.get(id.client) ?? 0)
}

/** What a transaction touched; never empty. However many places with words there are, each is named [SV11]. */
export const targetsOf = (transaction: Y.Transaction): readonly string[] => {
  const worded = new Set<string>()
  const wordless = new Set<string>()
  /** Cells that were made, with nothing in them: of a new column, say. They are no change of their own. */
  const blank = new Set<string>()
  /** A cell is read once, however many of its paragraphs were changed. */
  const filled = new Map<string, boolean>()
  const isFilled = (target: string): boolean => {
    const known = filled.get(target) ?? readTarget(transaction.doc, target) !== ''
    filled.set(target, known)
    return known
  }
  const sort = (target: string, isCell: boolean) =>
    (isFilled(target) ? worded : isCell ? blank : wordless).add(target)
  for (const [type, keys] of transaction.changed) {
    const place = pathOf(type as AnyType)
    if (place === null || !isRoot(place.root)) continue
    const { root, path } = place
    for (const key of keys) {
      const isMade = key !== null && isNew(transaction, type as AnyType, key)
      const born =
        isMade && path.length === 0 && BORN_WITH_WORDS.includes(root) ? `${root}/${key}/${ALL}` : ''
      if (born !== '' && readTarget(transaction.doc, born) !== '') worded.add(born)
      else {
        const isCell = isMade && path.length < 2 && isFragmentField(root, key)
        sort(nameTarget(root, key === null ? path : [...path, key]), isCell)
      }
    }
  }
  const others = worded.size + wordless.size > 0 ? wordless : blank
  const targets = [...worded, ...[...others].slice(0, MAX_WORDLESS)]
  return targets.length > 0 ? targets : ['meta/']
}

const wordsOf = (value: unknown): string => {
  if (value instanceof Y.XmlFragment) return blocksToText(readFragment(value))
  if (isNumberRegister(value)) return value.text
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const wordsOfMessage = (fields: Y.Map<unknown>): string => {
  const [body, proposal] = [fields.get('body'), fields.get('proposal')]
  const said = isMessageBody(body) ? plainBody(body.text) : ''
  const proposed = isProposal(proposal) ? blocksToText(parseHtml(proposal.html)) : ''
  return [said, proposed].filter((words) => words !== '').join('\n')
}

/** Of an entity, in the order of the columns. */
const allWords = (doc: Y.Doc, root: Root, fields: Y.Map<unknown>): string => {
  const columns = [...readColumns(doc)].sort(compareOrder).map(({ id }) => id)
  const rank = (field: string) => {
    const at = columns.indexOf(columnOfKey(field) ?? field)
    return at < 0 ? columns.length : at
  }
  return [...fields.keys()]
    .filter((field) => hasWords(root, field))
    .sort((left, right) => rank(left) - rank(right))
    .map((field) => wordsOf(fields.get(field)))
    .filter((words) => words !== '')
    .join('\n')
}

/** The words at a target; '' where it holds none (a move, a deletion). */
export const readTarget = (doc: Y.Doc, target: string): string => {
  const [root = '', entity = '', field] = target.split('/')
  if (!isRoot(root)) return ''
  const fields = root === 'meta' ? doc.getMap('meta') : doc.getMap<unknown>(root).get(entity)
  if (!(fields instanceof Y.Map)) return ''
  if (root === 'messages') return wordsOfMessage(fields)
  if (field === ALL) return allWords(doc, root, fields)
  return root === 'meta' ? wordsOf(fields.get(entity)) : field === undefined ? '' : wordsOf(fields.get(field))
}

/** The row that a thread is about, directly or as the thread of a message; the target itself where it is neither. */
const commentedRow = (doc: Y.Doc, target: string): string => {
  const [root, id = ''] = target.split('/')
  if (root !== 'threads' && root !== 'messages') return target
  const head: unknown = root === 'messages' ? messagesOf(doc).get(id)?.get('head') : undefined
  const thread = isMessageHead(head) ? head.thread : id
  const about: unknown = threadsOf(doc).get(thread)?.get('about')
  return isThreadAbout(about) ? `rows/${about.row}` : target
}

/** Targets without those that another one has in it: the row's own where all words of the row are one. */
export const withoutParts = (targets: readonly string[]): string[] => {
  const unique = new Set(targets)
  const isPart = (target: string) => {
    const [root = '', entity = '', field] = target.split('/')
    return field !== ALL && unique.has(`${root}/${entity}/${ALL}`)
  }
  return [...unique].filter((target) => !isPart(target))
}

/** Where something stands, in the plan's own words: a section's title, a row's number and first words. */
export interface WrittenPlace {
  section: string
  row: string
}

/** Where each target stands. */
export const placesIn = (doc: Y.Doc, view: PlanView): ((target: string) => WrittenPlace) => {
  const sections = new Map(view.sections.map(({ id, title }) => [id, title]))
  const rows = new Map<string, { section: string; row: RowView }>()
  for (const { title, rows: within } of view.sections)
    for (const row of within) rows.set(row.id, { section: title, row })
  return (target) => {
    const [root, id = ''] = commentedRow(doc, target).split('/')
    if (root === 'sections') return { section: sections.get(id) ?? '', row: '' }
    const found = root === 'rows' ? rows.get(id) : undefined
    if (found === undefined) return { section: '', row: '' }
    const { section, row } = found
    return { section, row: `${row.number} ${blocksToLine(row.cells.title ?? [])}`.trim() }
  }
}
