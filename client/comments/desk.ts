/**
 * What the reader does with comments now: which thread they look at, which one they point at, where they begin a new one.
 * Owns that memory of the page; nothing of it is shared or kept.
 */
import type { CommentPlace } from '../plan/row-comments.ts'
import { type Value, createValue, sameFields } from '../sync/store.ts'

export interface DeskState {
  /** The thread that stands unfolded. */
  readonly active: string | null
  /** The thread under the pointer. */
  readonly pointed: string | null
  /** What a new thread that is being written is about. */
  readonly composing: CommentPlace | null
  /** What is unfolded or composed is to take the focus. */
  readonly asked: boolean
}

export type Desk = Value<DeskState>

const AT_REST: DeskState = { active: null, pointed: null, composing: null, asked: false }

export const createDesk = (): Desk => createValue<DeskState>(AT_REST, sameFields)

/** For another session of the same plan: places in the document were those of the one before. */
export const takeUp = (desk: Desk): Desk => {
  desk.set({ ...AT_REST, active: desk.get().active })
  return desk
}

const change = (desk: Desk, next: Partial<DeskState>): void => desk.set({ ...desk.get(), ...next })

/** Unfolds a thread; with `focus` it takes the focus. */
export const showThread = (desk: Desk, active: string | null, { focus = false } = {}): void =>
  change(desk, { active, ...(focus && { asked: true }) })

export const pointAtThread = (desk: Desk, pointed: string | null): void => change(desk, { pointed })

/** Begins a thread, or takes one up that was begun; without `focus` the focus stays where it is. */
export const compose = (desk: Desk, composing: CommentPlace, { focus = true } = {}): void =>
  change(desk, { composing, ...(focus && { active: null, asked: true }) })

export const endComposing = (desk: Desk): void => change(desk, { composing: null })

/** The focus has come to what it was asked for. */
export const answerAsked = (desk: Desk): void => change(desk, { asked: false })

/** The panel is closed; what was begun waits in the drafts. */
export const leaveDesk = (desk: Desk): void => desk.set(AT_REST)
