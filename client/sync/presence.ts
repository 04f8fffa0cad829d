/**
 * Who else has the plan open: awareness → colleagues (SPEC "Presence", rules PE*).
 * Owns reading foreign states (whatever they hold) and writing my own. Must not draw or sort for a view.
 */
import type { Awareness } from 'y-protocols/awareness'
import { isCaret } from '../../shared/caret.ts'
import type { Identity } from '../../shared/identity.ts'
import type { Colleague, Place, Store } from '../plan/plan-session.ts'
import { createValue } from './store.ts'

export interface Presence {
  colleagues: Store<readonly Colleague[]>
  setPlace(place: Place | null): void
  /** Makes the next greeting newer than whatever the server remembers of the connection that was cut. */
  renew(): void
  close(): void
}

type Loose = Record<string, unknown>

const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null
const textOr = <T>(value: unknown, otherwise: T): string | T =>
  typeof value === 'string' && value !== '' ? value : otherwise

const readPlace = (value: unknown): Place | null => {
  if (!isRecord(value) || typeof value.field !== 'string') return null
  return { row: textOr(value.row, null), field: value.field, section: textOr(value.section, null) }
}

const readCursor = (value: unknown): Colleague['cursor'] =>
  isCaret(value) ? { anchor: value.anchor, head: value.head } : null

const isHue = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 6

/** A state as a colleague; null where nobody can be recognised in it. */
export const readColleague = (clientId: number, state: unknown): Colleague | null => {
  if (!isRecord(state) || !isRecord(state.user)) return null
  const { user } = state
  const name = textOr(user.name, null)
  if (name === null) return null
  return {
    clientId,
    id: textOr(user.id, `client-${clientId}`),
    name,
    hue: isHue(user.hue) ? user.hue : 0,
    department: textOr(user.department, null),
    place: readPlace(state.place),
    cursor: readCursor(state.cursor),
  }
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

/** The list for these states: old objects where a colleague has not changed, my other tabs as one, me not at all. */
export const listColleagues = (
  states: ReadonlyMap<number, unknown>,
  self: { clientId: number; id: string },
  before: readonly Colleague[],
): readonly Colleague[] => {
  const known = new Map(before.map((colleague) => [colleague.clientId, colleague]))
  let myOtherTab = false
  const list: Colleague[] = []
  for (const clientId of [...states.keys()].sort((left, right) => left - right)) {
    const colleague = clientId === self.clientId ? null : readColleague(clientId, states.get(clientId))
    if (colleague === null || (colleague.id === self.id && myOtherTab)) continue
    if (colleague.id === self.id) myOtherTab = true
    const old = known.get(clientId)
    list.push(old !== undefined && same(old, colleague) ? old : colleague)
  }
  const unchanged = list.length === before.length && list.every((one, index) => one === before[index])
  return unchanged ? before : list
}

/** Tells the others who I am, and keeps the list of them. */
export const createPresence = (awareness: Awareness, me: Identity): Presence => {
  const self = { clientId: awareness.clientID, id: me.id }
  const colleagues = createValue<readonly Colleague[]>([])
  const refresh = () => colleagues.set(listColleagues(awareness.getStates(), self, colleagues.get()))
  const { id, name, hue } = me
  const department = me.departments[0] ?? null
  awareness.setLocalState({ user: { id, name, hue, department }, place: null })
  awareness.on('change', refresh)
  return {
    colleagues,
    setPlace(place) {
      if (!same(awareness.getLocalState()?.place ?? null, place)) awareness.setLocalStateField('place', place)
    },
    renew() {
      // The server counts a departure as one change, so it takes two to be news.
      awareness.setLocalState(awareness.getLocalState())
      awareness.setLocalState(awareness.getLocalState())
    },
    close() {
      awareness.off('change', refresh)
      awareness.setLocalState(null)
    },
  }
}
