/** Forged updates about what became of rows, where rows came from, and what a plan gathers. */
import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { inspect } from '../../../server/access/inspect.ts'
import { allowed } from '../../../server/access/rights.ts'
import type { Identity } from '../../../shared/identity.ts'
import { FACT_REGISTERS } from '../../../shared/plan/facts.ts'
import { rowsOf, serverOf } from '../../../shared/plan/schema.ts'
import { identityOf } from '../../support/identities.ts'
import { deleted, item, rawUpdate } from '../../support/raw-update.ts'
import { CAST, SECTIONS, rowIn, stage } from '../../support/rights-world.ts'
import { EVE, changeOf, lastOf } from './world.ts'

const EDITOR = identityOf({ role: 'editor', departments: ['method'] })
const VIEWER = identityOf({ role: 'viewer' })
const GUEST: Identity = { ...VIEWER, kind: 'guest' }
const COMMENTER = identityOf({ role: 'commenter' })
const CHIEF = CAST[0]!

let doc: Y.Doc
beforeEach(() => {
  doc = stage(new Y.Doc())
})

const fields = (copy: Y.Doc, row: string) => rowsOf(copy).get(row)!
const verdictOn = (update: Uint8Array, who: Identity): string => {
  const verdict = inspect(doc, update)
  return verdict.ok ? (allowed(verdict.touched, who, doc) ?? 'ok') : verdict.code
}
const judge = (who: Identity, change: (copy: Y.Doc) => void) => verdictOn(changeOf(doc, change), who)

const VALUES: Record<string, unknown> = {
  'f:on': '2022-03-01',
  'f:people': 3,
  'f:link': 'https://a.example/',
}

test('[AK24] every fact is written and taken back by the row’s own department alone, locked or not', () => {
  for (const isLocked of [false, true]) {
    doc = stage(new Y.Doc(), isLocked)
    for (const register of Object.keys(FACT_REGISTERS)) {
      const value = VALUES[register] ?? 'x'
      const tell = (row: string) => (copy: Y.Doc) => void fields(copy, row).set(register, value)
      expect(judge(EDITOR, tell(rowIn('own'))), register).toBe('ok')
      expect(judge(EDITOR, tell(rowIn('foreign'))), register).toBe('forbidden')
      expect(judge(EDITOR, tell(rowIn('nobodys'))), register).toBe('forbidden')
      for (const who of [VIEWER, GUEST, COMMENTER]) expect(judge(who, tell(rowIn('own')))).toBe('forbidden')
      fields(doc, rowIn('foreign')).set(register, value)
      expect(judge(EDITOR, (copy) => fields(copy, rowIn('foreign')).delete(register))).toBe('forbidden')
    }
  }
})

test('[AK24] facts take no content with them into a locked plan, nor into a row that comes with them', () => {
  doc = stage(new Y.Doc(), true)
  const done = (copy: Y.Doc, row: string) => fields(copy, row).set('f:result', 'Прошла')
  const withMove = (copy: Y.Doc) => {
    done(copy, rowIn('own'))
    fields(copy, rowIn('own')).set('pos', [SECTIONS.shared, null, 'a5'])
  }
  const withRow = (copy: Y.Doc) => {
    const made = new Y.Map<unknown>([
      ['pos', [SECTIONS.own, null, 'a5']],
      ['number', { mode: 'auto', text: '' }],
      ['f:result', 'Прошла'],
    ])
    rowsOf(copy).set('new1', made)
  }
  const withBin = (copy: Y.Doc) => {
    done(copy, rowIn('own', 'binned'))
    fields(copy, rowIn('own', 'binned')).set('del', null)
  }
  for (const change of [withMove, withRow, withBin]) {
    expect(judge(EDITOR, change)).toBe('plan-locked')
    expect(judge(CHIEF, change)).toBe('plan-locked')
  }
})

test('[AK24] what a plan gathers and where a row came from is neither replaced, emptied nor deleted by anybody', () => {
  const origin = { kind: 'gathered', plan: 'secret', item: 'i', year: 2022, took: { title: 'abc' } }
  const gathering = { by: 'plan', sources: [{ plan: 'secret', sections: null, departments: null }] }
  fields(doc, rowIn('own')).set('origin', origin)
  serverOf(doc).set('gathered', gathering)
  const places = [
    { map: (copy: Y.Doc) => fields(copy, rowIn('own')), key: 'origin', value: { ...origin, plan: 'other' } },
    { map: serverOf, key: 'gathered', value: { ...gathering, by: 'section' } },
  ]
  for (const { map, key, value } of places) {
    for (const who of [EDITOR, CHIEF]) {
      expect(judge(who, (copy) => map(copy).set(key, value))).toBe('server-only')
      expect(judge(who, (copy) => map(copy).set(key, null))).toBe('server-only')
      expect(judge(who, (copy) => map(copy).delete(key))).toBe('server-only')
      // A value that nobody ever saw takes the place of the one before it.
      const structs = [item({ origin: lastOf(map(doc), key), content: deleted(1) })]
      expect(verdictOn(rawUpdate([{ client: EVE, clock: 0, structs }]), who)).toBe('server-only')
    }
  }
})
