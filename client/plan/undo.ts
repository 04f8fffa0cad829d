/**
 * One undo stack for a whole plan: my own edits of every cell, row, section and column, in their order (SPEC UN*).
 * Owns the stack and where each step happened; must not know the editor (it registers its origin itself).
 */
import * as Y from 'yjs'
import { columnsOf, metaOf, rowsOf, sectionsOf } from '../../shared/plan/schema.ts'
import type { Rights } from './rights.ts'
import { signChanges } from './undo-signatures.ts'
import { type ChangedTypes, type UndoTouch, mayTouch, touchesOf } from './undo-touches.ts'

/** Where a step happened; the same shape as a session's `Place`. */
export interface UndoPlace {
  row: string | null
  field: string
  section: string | null
}

export interface UndoState {
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/** What just was undone or redone; `place` is null where nobody said where it happened. */
export interface UndoStep {
  readonly kind: 'undo' | 'redo'
  readonly place: UndoPlace | null
}

/** My last step, as long as it is the last one. */
export interface LastStep {
  /** Takes it back, and no other; false where it is not the last any more. */
  undo: () => boolean
  /** Calls `listener` once, as soon as it is not; returns the way to stop it. */
  onOver: (listener: () => void) => () => void
  /** The same as soon as there is nothing of it to take back any more: it has been, or I may not. */
  onGone: (listener: () => void) => () => void
}

export interface UndoStack {
  readonly state: { get(): UndoState; subscribe(listener: () => void): () => void }
  /** Takes back my last step. False where there is none. */
  undo(): boolean
  redo(): boolean
  /** What was just done, to be taken back by name. */
  last(): LastStep
  /** Ends the current step: what comes next is a step of its own. */
  cut(): void
  /** Counts transactions of this origin as mine. */
  track(origin: unknown): void
  /** From now on these are my rights: steps that they do not allow are dropped, now and whenever one is to be taken. */
  obey(rights: Rights): void
  /** Says where the next steps happen. */
  at(place: UndoPlace | null): void
  /** Calls `listener` after every undo and redo; returns the way to stop it. */
  onStep(listener: (step: UndoStep) => void): () => void
  destroy(): void
}

/** The one register that may be absent: what was never deleted has none. */
const OPTIONAL_REGISTER = 'del'

/** Whether an element is the line of a list's item under which other things stand: they cannot do without it. */
const leadsItem = (type: Y.XmlElement | Y.XmlText): boolean => {
  const { parent } = type
  if (!(parent instanceof Y.XmlElement) || parent.nodeName !== 'listItem') return false
  const [first, next] = parent.toArray()
  return first === type && next instanceof Y.XmlElement && next.nodeName !== 'paragraph'
}

/**
 * Whether undoing my insertion may remove this item. A register's value is not removed, its predecessor is written
 * again: where a colleague has overwritten it meanwhile there is none to write, and the register must not end empty.
 * A paragraph that I made stays while others' words are in it or under it,
 * and maps and fragments, which verbs create for good, always do.
 */
const mayRemove = (item: unknown): boolean => {
  const isRegister = item instanceof Y.Item && item.parentSub !== null && item.parent instanceof Y.Map
  if (isRegister && item.parentSub !== OPTIONAL_REGISTER) return false
  const type = item instanceof Y.Item && item.content instanceof Y.ContentType ? item.content.type : null
  if (type === null) return true
  const isText = type instanceof Y.XmlElement || type instanceof Y.XmlText
  return isText && type.length === 0 && !leadsItem(type)
}

/** Typing within this time is one step. */
const CAPTURE_MS = 500
const PLACE = 'place'
const TOUCHES = 'touches'

interface StackItem {
  meta: Map<unknown, unknown>
}

interface StackEvent {
  stackItem: StackItem
  type: 'undo' | 'redo'
  changedParentTypes: ChangedTypes
}

const touchesIn = ({ meta }: StackItem): Map<string, UndoTouch> =>
  (meta.get(TOUCHES) as Map<string, UndoTouch> | undefined) ?? new Map<string, UndoTouch>()

class PlanUndo implements UndoStack {
  readonly state: UndoStack['state']
  private readonly manager: Y.UndoManager
  private readonly listeners = new Set<() => void>()
  private readonly lastListeners = new Set<() => void>()
  private readonly stepListeners = new Set<(step: UndoStep) => void>()
  private current: UndoState = { canUndo: false, canRedo: false }
  private place: UndoPlace | null = null
  /** The step that is being taken back, and the counter-step that is being made of it. */
  private taken: StackEvent | null = null
  private counter: StackItem | null = null
  /** Null where nobody has said what I may: then nothing is dropped. */
  private rights: Rights | null = null
  private travelling = false
  private readonly by: string

  constructor(doc: Y.Doc, by: string) {
    this.by = by
    const roots = [metaOf(doc), columnsOf(doc), sectionsOf(doc), rowsOf(doc)]
    this.manager = new Y.UndoManager(roots, {
      captureTimeout: CAPTURE_MS,
      trackedOrigins: new Set(),
      deleteFilter: mayRemove,
    })
    this.manager.on('stack-item-added', (event: StackEvent) => this.added(event))
    this.manager.on('stack-item-updated', (event: StackEvent) => {
      this.note(event)
      this.refresh()
    })
    this.manager.on('stack-item-popped', (event: StackEvent) => (this.taken = event))
    this.manager.on('stack-cleared', () => this.refresh())
    this.state = {
      get: () => this.current,
      subscribe: (listener) => {
        this.listeners.add(listener)
        return () => void this.listeners.delete(listener)
      },
    }
  }

  /** What a step touches has to be read while Yjs tells of it. */
  private note({ stackItem, changedParentTypes }: StackEvent): void {
    const touches = touchesOf(this.manager.doc, changedParentTypes)
    // What was touched first says where everything comes back to.
    stackItem.meta.set(TOUCHES, new Map([...touches, ...touchesIn(stackItem)]))
  }

  private added(event: StackEvent): void {
    this.note(event)
    if (this.travelling) this.counter = event.stackItem
    else event.stackItem.meta.set(PLACE, this.place)
    this.refresh()
  }

  private popped({ stackItem, type }: StackEvent): void {
    const place = (stackItem.meta.get(PLACE) ?? null) as UndoPlace | null
    this.counter?.meta.set(PLACE, place)
    this.counter = null
    this.refresh()
    for (const listener of this.stepListeners) listener({ kind: type, place })
  }

  private refresh(): void {
    for (const listener of this.lastListeners) listener()
    const canUndo = this.manager.canUndo()
    const canRedo = this.manager.canRedo()
    if (canUndo === this.current.canUndo && canRedo === this.current.canRedo) return
    this.current = { canUndo, canRedo }
    for (const listener of this.listeners) listener()
  }

  /** The old values and the new names are one change: half of it would be put right by the server, across this stack. */
  private travel(way: 'undo' | 'redo'): boolean {
    this.dropForbidden()
    const { manager } = this
    const flag = way === 'undo' ? 'undoing' : 'redoing'
    this.travelling = true
    try {
      manager.doc.transact((transaction) => {
        manager[way]()
        // Until the transaction ends, which is when the counter-step is made.
        manager[flag] = true
        signChanges(transaction, this.by)
      }, manager)
    } finally {
      manager[flag] = false
      this.travelling = false
    }
    return this.arrive()
  }

  private arrive(): boolean {
    const { taken } = this
    this.taken = null
    if (taken !== null) this.popped(taken)
    this.counter = null
    this.refresh()
    return taken !== null
  }

  obey(rights: Rights): void {
    if (rights === this.rights) return
    this.rights = rights
    this.dropForbidden()
    this.refresh()
  }

  /** Taking them back would only be refused, and the plan be loaded anew. */
  private dropForbidden(): void {
    const { rights, manager } = this
    if (rights === null) return
    const stays = (item: StackItem) => mayTouch(touchesIn(item).values(), rights, manager.doc)
    manager.undoStack = manager.undoStack.filter(stays)
    manager.redoStack = manager.redoStack.filter(stays)
  }

  undo(): boolean {
    return this.travel('undo')
  }

  redo(): boolean {
    return this.travel('redo')
  }

  last(): LastStep {
    const { manager, lastListeners } = this
    const step = manager.undoStack.at(-1)
    const isLast = () => step !== undefined && manager.undoStack.at(-1) === step
    const isThere = () => step !== undefined && manager.undoStack.includes(step)
    const onceNot = (holds: () => boolean) => (listener: () => void) => {
      const look = () => {
        if (holds() || !lastListeners.delete(look)) return
        listener()
      }
      lastListeners.add(look)
      look()
      return () => void lastListeners.delete(look)
    }
    return {
      undo: () => {
        this.dropForbidden()
        return isLast() && this.undo()
      },
      onOver: onceNot(isLast),
      onGone: onceNot(isThere),
    }
  }

  cut(): void {
    this.manager.stopCapturing()
  }

  track(origin: unknown): void {
    this.manager.addTrackedOrigin(origin)
  }

  at(place: UndoPlace | null): void {
    this.place = place
  }

  onStep(listener: (step: UndoStep) => void): () => void {
    this.stepListeners.add(listener)
    return () => void this.stepListeners.delete(listener)
  }

  destroy(): void {
    // Whoever offers to take a step back hears that there is none any more.
    this.manager.clear()
    this.listeners.clear()
    this.lastListeners.clear()
    this.stepListeners.clear()
    this.manager.destroy()
  }
}

/** The undo stack of a document. Nothing is tracked until an origin is (`track`); steps are taken back in the name of `by`. */
export const createUndo = (doc: Y.Doc, by: string): UndoStack => new PlanUndo(doc, by)
