/** Who is here, read from whatever states there are. */
import { describe, expect, it } from 'vitest'
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createPresence, listColleagues, readColleague } from '../../../client/sync/presence.ts'
import { FALSE_CARETS, TRUE_CARETS } from '../../support/carets.ts'
import { identityOf } from '../../support/identities.ts'

const ME = identityOf()
const self = { clientId: 1, id: 'me' }
const state = (id: string, more: object = {}) => ({
  user: { id, name: `Имя ${id}`, hue: 3, department: 'site' },
  ...more,
})

describe('colleagues', () => {
  it('[PE1] leave me out, and show my other tabs as one', () => {
    const states = new Map([1, 2, 3, 4].map((client) => [client, state(client === 4 ? 'anna' : 'me')]))
    expect(listColleagues(states, self, []).map(({ clientId }) => clientId)).toEqual([2, 4])
  })

  it('[PE2] stay the same objects while nothing about them changes', () => {
    const anna = state('anna', { place: { row: 'r1', field: 'title', section: 's1' } })
    const first = listColleagues(
      new Map([
        [2, anna],
        [3, state('boris')],
      ]),
      self,
      [],
    )
    expect(
      listColleagues(
        new Map([
          [2, structuredClone(anna)],
          [3, state('boris')],
        ]),
        self,
        first,
      ),
    ).toBe(first)
    const moved = listColleagues(
      new Map([
        [2, state('anna')],
        [3, state('boris')],
      ]),
      self,
      first,
    )
    expect(moved[0]).not.toBe(first[0])
    expect(moved[1]).toBe(first[1])
  })

  it('[PE3] are read from any state without trusting it', () => {
    for (const bad of [null, 1, 'x', [], {}, { user: null }, { user: {} }, { user: { name: '' } }])
      expect(readColleague(2, bad)).toBeNull()
    expect(
      readColleague(2, { user: { name: 'A', hue: 99, id: 5 }, place: { row: 1, field: 2 }, cursor: 3 }),
    ).toEqual({
      clientId: 2,
      id: 'client-2',
      name: 'A',
      hue: 0,
      department: null,
      place: null,
      cursor: null,
    })
  })

  it('[PE7] have a caret only where Yjs can look it up', () => {
    const caretOf = (cursor: unknown) => readColleague(2, state('anna', { cursor }))?.cursor
    for (const cursor of FALSE_CARETS) expect(caretOf(cursor)).toBeNull()
    for (const cursor of TRUE_CARETS) expect(caretOf(cursor)).toEqual(cursor)
  })

  it('[PE4] see where I am, and see me go at once', () => {
    const mine = new Awareness(new Y.Doc())
    const theirs = new Awareness(new Y.Doc())
    mine.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) =>
      applyAwarenessUpdate(theirs, encodeAwarenessUpdate(mine, [...added, ...updated, ...removed]), null),
    )
    const presence = createPresence(mine, ME)
    const watching = createPresence(theirs, { ...ME, id: 'anna' })
    presence.setPlace({ row: 'r1', field: 'title', section: 's1' })
    expect(watching.colleagues.get()[0]?.place).toEqual({ row: 'r1', field: 'title', section: 's1' })
    presence.close()
    expect(watching.colleagues.get()).toEqual([])
    mine.destroy()
    theirs.destroy()
  })

  it('[PE5] take me back after a cut connection although they had seen me go', () => {
    const mine = new Awareness(new Y.Doc())
    const theirs = new Awareness(new Y.Doc())
    const presence = createPresence(mine, ME)
    const tell = () => applyAwarenessUpdate(theirs, encodeAwarenessUpdate(mine, [mine.clientID]), null)
    tell()
    const clock = theirs.meta.get(mine.clientID)?.clock ?? 0
    removeAwarenessStates(theirs, [mine.clientID], null)
    theirs.meta.set(mine.clientID, { clock: clock + 1, lastUpdated: 0 })
    presence.renew()
    tell()
    expect(theirs.getStates().has(mine.clientID)).toBe(true)
    mine.destroy()
    theirs.destroy()
  })
})
