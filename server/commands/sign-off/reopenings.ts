/**
 * Who changed a signed section first, and when (SPEC SG5). That it is changed is said by its hash, on every replica at once;
 * this owns the note beside it, which goes when the section says again what was signed.
 */
import type * as Y from 'yjs'
import { isFactField } from '../../../shared/plan/facts.ts'
import {
  type SignOff,
  hasSignOffs,
  readSignOffs,
  stateOf,
  writeSignOff,
} from '../../../shared/plan/sign-off.ts'
import { type RowHashes, SectionHashes } from '../../../shared/plan/signed-content.ts'
import { Standings } from '../../../shared/plan/standing.ts'
import type { Deps } from '../deps.ts'
import { SERVER } from '../../rooms/origin.ts'
import type { RoomEvents } from '../../rooms/room-events.ts'
import { audit } from '../audit.ts'
import { concernedBy } from '../plan-events.ts'

type Touches = Parameters<NonNullable<RoomEvents['touched']>>[1]
type Doer = Parameters<NonNullable<RoomEvents['touched']>>[2]
type Touch = Touches[number]

/** Somebody's first change of a thing since the plan was last looked at. */
interface Change {
  touch: Touch
  who: Doer
  at: number
  /** Where its row stands, and where it stood when it was last looked at. */
  sections: readonly string[]
}

export interface ReopeningParts extends Pick<Deps, 'storage' | 'events' | 'now'> {
  rooms: () => Deps['rooms']
  onError: (error: unknown) => void
  /** Runs `work` after so many ms; 0 is as soon as the turn is over. */
  later?: (work: () => void, ms: number) => void
}

export interface Reopenings {
  /** To be called with every change; cheap. */
  touched: NonNullable<RoomEvents['touched']>
  /** Resolves when everything that was changed until now has been looked at. */
  settled(): Promise<void>
}

/** A plan in which people keep typing is looked at once in so many ms. */
const REST_MS = 1000
/** Of so many things the first change is remembered between two looks; beyond them, of each section. */
const MOST_CHANGES = 500

const isContent = ({ root, field }: Touch): boolean => {
  if (root === 'rows') return !isFactField(field) && field?.startsWith('ok:') !== true
  if (root === 'sections') return field === 'title' || field === 'dept'
  return root === 'cols' && (field === 'del' || field === null)
}

/** What may change a section in which it does not stand any more. */
const isFarReaching = ({ root, field }: Touch): boolean =>
  root === 'cols' || field === 'pos' || field === 'del'

const sleep = (work: () => void, ms: number): void => {
  if (ms === 0) setImmediate(work)
  else setTimeout(work, ms).unref()
}

/** The first change that can have been it: one inside, also of a row that is shown there no more; else one that may reach that far. */
const culprit = (
  changes: readonly Change[],
  section: string,
  rows: ReadonlySet<string>,
): Change | undefined => {
  const isIn = ({ touch: { root, entity }, sections }: Change) =>
    (root === 'sections' && entity === section) ||
    (root === 'rows' && (rows.has(entity ?? '') || sections.includes(section)))
  return (
    changes.find(isIn) ??
    changes.find(({ touch }) => touch.root === 'cols') ??
    changes.find(({ touch }) => isFarReaching(touch))
  )
}

interface Reopened {
  section: string
  title: string
  department: string | null
  signOff: SignOff
  change: Change
}

const iso = (at: number): string => new Date(at).toISOString()

const noteOf = ({ touch, who, at }: Change): SignOff['changed'] => ({
  by: who.id,
  name: who.name,
  at: iso(at),
  item: touch.root === 'rows' ? touch.entity : null,
})

/** Writes the notes, takes back those that are not true any more; what was reopened. */
const renewNotes = (doc: Y.Doc, changes: readonly Change[], rows: RowHashes): Reopened[] => {
  const hashes = new SectionHashes(doc, rows)
  const reopened: Reopened[] = []
  for (const [section, signOff] of readSignOffs(doc)) {
    const found = hashes.find(section)
    if (found === null || signOff.verdict?.kind === 'returned') continue
    const change = culprit(changes, section, hashes.rowsIn(section))
    if (change === undefined) continue
    const isChanged = stateOf(signOff, hashes.hashOf(section)) === 'changed'
    if (!isChanged && signOff.changed !== null)
      writeSignOff(doc, section, { ...signOff, changed: null }, null)
    if (!isChanged || signOff.changed !== null) continue
    writeSignOff(doc, section, { ...signOff, changed: noteOf(change) }, null)
    const { title, department } = found
    reopened.push({ section, title, department, signOff, change })
  }
  return reopened
}

/** Of a large plan no more than this is read at once. */
const SLICE_MS = 8

/** Reads rows that were not looked at yet, for a moment; whether none is left. */
const prepareSome = (doc: Y.Doc, rows: RowHashes): boolean => {
  const end = performance.now() + SLICE_MS
  return new SectionHashes(doc, rows).prepare(readSignOffs(doc).keys(), () => performance.now() > end)
}

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

class Watch {
  private readonly parts: ReopeningParts
  private readonly planId: string
  private readonly changes = new Map<string, Change>()
  /** Of the rows that were looked at: the next look reads only what was written since. */
  private readonly rows: RowHashes
  private isDue = false
  private running: Promise<void> = Promise.resolve()

  constructor(parts: ReopeningParts, planId: string, rows: RowHashes) {
    this.parts = parts
    this.planId = planId
    this.rows = rows
  }

  note(touched: Touches, who: Doer, doc: Y.Doc): void {
    const standings = new Standings(doc)
    for (const touch of touched) {
      if (!isContent(touch)) continue
      const sections = touch.root === 'rows' ? this.sectionsOf(touch.entity ?? '', standings) : []
      if (touch.root === 'rows') this.rows.delete(touch.entity ?? '')
      const isMuch = this.changes.size >= MOST_CHANGES
      // Of many things the first change in each section is enough to know who it was.
      const thing = isMuch ? `in ${sections.join(' ')}` : (touch.entity ?? '')
      const key = `${touch.root} ${thing} ${isFarReaching(touch) ? 'far' : ''}`
      if (!this.changes.has(key)) this.changes.set(key, { touch, who, at: this.parts.now(), sections })
    }
  }

  private sectionsOf(row: string, standings: Standings): string[] {
    const [stood, stands] = [this.rows.get(row)?.section, standings.sectionOf(row)]
    return [...new Set([stood, stands])].filter((one) => typeof one === 'string')
  }

  get isQuiet(): boolean {
    return this.changes.size === 0
  }

  /** Looks as soon as the turn is over, and not again before a rest; `onQuiet` when nothing came meanwhile. */
  schedule(onQuiet: () => void): void {
    if (this.isDue) return
    this.isDue = true
    const { later = sleep } = this.parts
    const rest = () => {
      this.isDue = false
      if (this.isQuiet) onQuiet()
      else this.schedule(onQuiet)
    }
    later(() => {
      void this.look()
      later(rest, REST_MS)
    }, 0)
  }

  look(): Promise<void> {
    this.running = this.running.then(() => this.lookNow()).catch(this.parts.onError)
    return this.running
  }

  private async lookNow(): Promise<void> {
    if (this.isQuiet) return
    const changes = [...this.changes.values()]
    this.changes.clear()
    const { storage, now } = this.parts
    const reopened = await this.parts.rooms().use(this.planId, async (room) => {
      const isSigned = room.read((doc) => readSignOffs(doc).size > 0)
      if (!isSigned) return []
      while (!room.read((doc) => prepareSome(doc, this.rows))) await nextTurn()
      return room.edit(SERVER, (doc) => renewNotes(doc, changes, this.rows))
    })
    for (const one of reopened) {
      const { section, title, change } = one
      await audit({ storage, now }, change.who, 'section.reopened', this.planId, { section, title })
      this.tell(one)
    }
  }

  private tell({ section, title, department, signOff, change }: Reopened): void {
    const { who, at } = change
    this.parts.events.tell({
      kind: 'sign-off',
      plan: this.planId,
      section,
      title,
      state: 'changed',
      by: { id: who.id, name: who.name },
      to: concernedBy('changed', department, signOff),
      remark: '',
      at: iso(at),
    })
  }
}

/** Of so many plans the rows that were looked at are remembered. */
const MOST_PLANS = 50

export const createReopenings = (parts: ReopeningParts): Reopenings => {
  const watches = new Map<string, Watch>()
  const known = new Map<string, RowHashes>()
  const rowsOf = (planId: string): RowHashes => {
    const rows = known.get(planId) ?? new Map()
    known.delete(planId)
    known.set(planId, rows)
    const [oldest] = known.keys()
    if (known.size > MOST_PLANS && oldest !== undefined) known.delete(oldest)
    return rows
  }
  const followed = new WeakSet<Y.Doc>()
  /** What was read of a document goes with it: the next one may lack words that were never stored. */
  const follow = (planId: string, doc: Y.Doc): void => {
    if (followed.has(doc)) return
    followed.add(doc)
    doc.once('destroy', () => known.get(planId)?.clear())
  }
  return {
    touched: (planId, touched, who, doc) => {
      if (who.id === SERVER.id || !touched.some(isContent)) return
      let watch = watches.get(planId)
      // Nothing can be reopened: a look a second would cost as much as sending thirty changes on. What was read is old when
      // somebody signs.
      if (!watch && !hasSignOffs(doc)) return void known.delete(planId)
      if (!watch) watches.set(planId, (watch = new Watch(parts, planId, rowsOf(planId))))
      follow(planId, doc)
      watch.note(touched, who, doc)
      const mine = watch
      watch.schedule(() => void (watches.get(planId) === mine && watches.delete(planId)))
    },
    settled: async () => {
      await Promise.all([...watches.values()].map((watch) => watch.look()))
    },
  }
}
