/**
 * Names the places that a change touched, and reads the words that stand there (for the rescue of refused changes).
 * A target is `root/entity`, or `root/entity/field` where the field holds words. Must not change the document.
 */
import * as Y from 'yjs'
import { plainBody } from '../../shared/comments/mentions.ts'
import { isMessageBody, isMessageHead, isProposal, isThreadAbout } from '../../shared/comments/registers.ts'
import type { PlanView } from '../../shared/plan/view.ts'
import { readFragment } from '../../shared/plan/fragment.ts'
import { parseHtml } from '../../shared/plan/html.ts'
import { blocksToLine, blocksToText } from '../../shared/plan/rich.ts'
import {
  isFragmentField,
  isNumberRegister,
  messagesOf,
  ROOTS,
  type Root,
  threadsOf,
} from '../../shared/plan/schema.ts'

/** A change of more places than this is named by the first ones. */
const MAX_TARGETS = 64

type AnyType = Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>

const isRoot = (name: string): name is Root => (ROOTS as readonly string[]).includes(name)

/** Registers whose value is something that a person wrote. */
const WRITTEN: Partial<Record<Root, readonly string[]>> = {
  meta: ['organisation', 'year'],
  cols: ['title'],
  rows: ['number', 'f:result', 'f:why-moved', 'f:why-cancelled', 'f:to', 'f:note', 'f:link'],
}

const nameTarget = (root: Root, path: readonly string[]): string => {
  if (root === 'meta') return `meta/${path[0] ?? ''}`
  const [entity = '', field = ''] = path
  // A message comes whole; what is said in it are its words, whatever of it was touched.
  if (root === 'messages') return `messages/${entity}/body`
  const hasWords = isFragmentField(root, field) || WRITTEN[root]?.includes(field)
  return hasWords ? `${root}/${entity}/${field}` : `${root}/${entity}`
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

/** What a transaction touched; never empty. */
export const targetsOf = (transaction: Y.Transaction): readonly string[] => {
  const targets = new Set<string>()
  for (const [type, keys] of transaction.changed) {
    const place = pathOf(type as AnyType)
    if (place === null || !isRoot(place.root)) continue
    for (const key of keys) {
      targets.add(nameTarget(place.root, key === null ? place.path : [...place.path, key]))
      if (targets.size >= MAX_TARGETS) return [...targets]
    }
  }
  return targets.size > 0 ? [...targets] : ['meta/']
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

/** The words at a target; '' where it holds none (a move, a deletion). */
export const readTarget = (doc: Y.Doc, target: string): string => {
  const [root = '', entity = '', field] = target.split('/')
  if (!isRoot(root)) return ''
  const fields = root === 'meta' ? doc.getMap('meta') : doc.getMap<unknown>(root).get(entity)
  if (!(fields instanceof Y.Map)) return ''
  if (root === 'messages') return wordsOfMessage(fields)
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

/** Where a target stands, in the plan's own words: a section's title, a row's number and first words. */
export const placeOf = (doc: Y.Doc, view: PlanView, target: string): { section: string; row: string } => {
  const [root, id = ''] = commentedRow(doc, target).split('/')
  for (const section of view.sections) {
    if (root === 'sections' && section.id === id) return { section: section.title, row: '' }
    const row = root === 'rows' ? section.rows.find((candidate) => candidate.id === id) : undefined
    if (row === undefined) continue
    return { section: section.title, row: `${row.number} ${blocksToLine(row.cells.title ?? [])}`.trim() }
  }
  return { section: '', row: '' }
}
