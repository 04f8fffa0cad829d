/**
 * Who may change what, decided by the rule book on what a change touches: the one place for rights in the document,
 * for updates and for edits by HTTP [AC11, AC13–AC16]. Structure is settled before (`inspect.ts`). Must not change the
 * document.
 *
 * A row is judged by the section it stands in before the change and by the one after it. Whatever moves along stands
 * under a row that is moved itself, before and after, so judging the moved rows judges them all.
 */
import type * as Y from 'yjs'
import { type Action, NOBODYS, can, canWrite } from '../../shared/permissions.ts'
import { actionOf } from '../../shared/plan/action-of.ts'
import { type Position, isPosition, serverOf } from '../../shared/plan/schema.ts'
import { Standings } from '../../shared/plan/standing.ts'
import { CommentJudgement, type Speaker } from './comment-rights.ts'
import type { Touch } from './place.ts'

export type Denial = 'forbidden' | 'plan-locked'

/** One judgement: a change, its author, and the document before it. */
class Judgement {
  private readonly who: Speaker
  private readonly doc: Y.Doc
  private readonly locked: boolean
  private readonly touched: readonly Touch[]
  private before: Standings | null = null
  private after: Standings | null = null
  private lastRow: string | null = null
  private lastAction: Action | null = null
  private lastAnswer: Denial | null = null
  private comments: CommentJudgement | null = null

  constructor(touched: readonly Touch[], who: Speaker, doc: Y.Doc) {
    this.touched = touched
    this.who = who
    this.doc = doc
    this.locked = serverOf(doc).get('locked') === true
  }

  private ask(action: Action, department: string | null): Denial | null {
    if (can(this.who, action, { department, locked: this.locked })) return null
    return this.locked && can(this.who, action, { department }) ? 'plan-locked' : 'forbidden'
  }

  private movesOf(): Map<string, Position> {
    const moves = new Map<string, Position>()
    for (const { root, entity, field, value } of this.touched) {
      if (root === 'rows' && field === 'pos' && entity !== null && isPosition(value)) moves.set(entity, value)
    }
    return moves
  }

  /** What a row is asked is mostly what it was asked just before: its fields come one after the other. */
  private askRow(action: Action, row: string): Denial | null {
    if (row !== this.lastRow || action !== this.lastAction) {
      this.lastAnswer = this.answer(action, row)
      this.lastRow = row
      this.lastAction = action
    }
    return this.lastAnswer
  }

  private answer(action: Action, row: string): Denial | null {
    this.before ??= new Standings(this.doc)
    if (this.after === null) {
      const moves = this.movesOf()
      this.after = moves.size > 0 ? new Standings(this.doc, moves) : this.before
    }
    const isKnown = this.before.has(row)
    const denied = isKnown ? this.ask(action, this.before.departmentOf(row)) : null
    if (denied === 'forbidden' || (isKnown && this.after === this.before)) return denied
    return this.ask(action, this.after.departmentOf(row)) ?? denied
  }

  /** A thread's row may be gone for good, or never have been. */
  private askAbout(action: Action, row: string | null): Denial | null {
    this.before ??= new Standings(this.doc)
    const isKnown = row !== null && this.before.has(row)
    return this.ask(action, isKnown ? this.before.departmentOf(row) : NOBODYS)
  }

  private judgeComment(touch: Touch): Denial | null {
    this.comments ??= new CommentJudgement(this.touched, this.who, this.doc, (action, row) =>
      this.askAbout(action, row),
    )
    return this.comments.judge(touch)
  }

  judge(touch: Touch): Denial | null {
    const { root, entity, field } = touch
    if (root === 'srv') return 'forbidden'
    if (root === 'threads' || root === 'messages') return this.judgeComment(touch)
    const action = actionOf(root, field)
    if (root !== 'rows') return this.ask(action, NOBODYS)
    // Who may do it even in nobody's section may do it everywhere.
    if (entity === null || this.ask(action, NOBODYS) === null) return this.ask(action, NOBODYS)
    return this.askRow(action, entity)
  }
}

/**
 * Null where `who` may make the change. Ask only about updates that are not `empty`: a reader may not write even what
 * touches nothing. `doc` is the document before the change.
 */
export const allowed = (touched: readonly Touch[], who: Speaker, doc: Y.Doc): Denial | null => {
  if (!canWrite(who)) return 'forbidden'
  const judgement = new Judgement(touched, who, doc)
  let locked: Denial | null = null
  for (const one of touched) {
    const denied = judgement.judge(one)
    // Whoever may not do it at all is told so, locked or not.
    if (denied === 'forbidden') return denied
    locked ??= denied
  }
  return locked
}
