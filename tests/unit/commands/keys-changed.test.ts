/** Links and tokens end with everybody who stands behind them: whoever made them, and whoever changed what they give. */
import { expect, test } from 'vitest'
import { changePerson } from '../../../server/commands/people/change-person.ts'
import type { PeopleDeps } from '../../../server/commands/people/deps.ts'
import { changeInvitation, invite, listInvitations } from '../../../server/commands/people/invitations.ts'
import { newLink } from '../../../server/commands/people/links.ts'
import { changeToken, createToken, listTokens, revokeToken } from '../../../server/commands/people/tokens.ts'
import { identityOfPerson, identityOfToken } from '../../../server/auth/person-identity.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import type { Identity, Role } from '../../../shared/identity.ts'
import { countingIds } from '../../support/drafts.ts'
import { personEntry } from '../../support/storage-samples.ts'

const CHIEF = { ...personEntry('vera'), role: 'chief' as const, departments: [], password: 'stored' }
const BORIS = { ...CHIEF, id: 'boris', login: 'boris' }
const ANNA = { ...personEntry('anna'), departments: [] }
const [vera, boris] = [identityOfPerson(CHIEF, []), identityOfPerson(BORIS, [])]
const style = { base: '', mailBase: '', locale: 'ru' as const }

const open = async () => {
  const storage = openMemoryStorage()
  await storage.directory.change((data) => ({ ...data, people: [CHIEF, BORIS, ANNA] }))
  const now = () => Date.parse('2026-01-03T00:00:00.000Z')
  const deps = {
    storage,
    ids: countingIds('n'),
    now,
    mail: null,
    hasProvider: false,
  } as unknown as PeopleDeps
  const fields = { role: 'viewer' as const, departments: [], approver: false, note: '', email: null }
  const invitation = async (by: Identity) => (await invite(deps, by, { ...fields, uses: 'many' }, style)).id
  const stateOf = (id: string) => listInvitations(deps, vera).find((one) => one.id === id)?.state
  const token = async (by: Identity, role: Role): Promise<Identity> => {
    const { id } = await createToken(deps, by, { name: role, role, departments: [], plans: null })
    return programOf(id)
  }
  const programOf = (id: string): Identity => {
    const entry = storage.directory.data.tokens.find((one) => one.id === id)
    if (!entry) throw new Error('no such token')
    return identityOfToken(entry, [])
  }
  const isOpen = ({ id }: Identity) => listTokens(deps, vera).find((one) => one.id === id)?.revokedAt === null
  return { deps, storage, invitation, stateOf, token, programOf, isOpen }
}

test('[PP12] who is chief editor no more leaves no invitation behind that they raised', async () => {
  const { deps, invitation, stateOf } = await open()
  const [raised, renamed, own] = [await invitation(vera), await invitation(vera), await invitation(vera)]
  await changeInvitation(deps, boris, raised, { role: 'chief' })
  // A later change of somebody else's does not take it out of their hands.
  const shown = await changeInvitation(deps, vera, raised, { approver: true })
  expect([shown.createdBy, Object.keys(shown)]).toEqual(['vera', expect.not.arrayContaining(['changedBy'])])
  await changeInvitation(deps, boris, renamed, { note: 'для отдела', role: 'viewer' })
  await changePerson(deps, vera, 'boris', { role: 'viewer' })
  expect([raised, renamed, own].map(stateOf)).toEqual(['revoked', 'open', 'open'])
})

test('[PP10] with a token that is revoked go the tokens and invitations that were raised with it', async () => {
  const { deps, token, programOf, invitation, stateOf, isOpen } = await open()
  const [older, renamed] = [await token(vera, 'viewer'), await token(vera, 'viewer')]
  const stolen = await token(vera, 'chief')
  await changeToken(deps, stolen, older.id, { role: 'chief' })
  await changeToken(deps, stolen, renamed.id, { name: 'Другое', role: 'viewer' })
  const made = await invitation(programOf(older.id))
  const raised = await invitation(vera)
  await changeInvitation(deps, programOf(older.id), raised, { role: 'chief' })
  await revokeToken(deps, vera, stolen.id)
  expect([stolen, older, renamed].map(isOpen)).toEqual([false, false, true])
  expect([made, raised].map(stateOf)).toEqual(['revoked', 'revoked'])
})

test('[PP10] tokens that change each other or themselves end with whoever made them all the same', async () => {
  const { deps, token, isOpen } = await open()
  const stolen = await token(vera, 'chief')
  const [first, second] = [await token(stolen, 'chief'), await token(stolen, 'chief')]
  await changeToken(deps, first, second.id, { days: 300 })
  await changeToken(deps, second, first.id, { days: 300 })
  await changeToken(deps, first, first.id, { days: 200 })
  await changeToken(deps, first, stolen.id, { days: 200 })
  // It is lowered and not ended, although one of its heirs has changed it.
  await changeToken(deps, vera, stolen.id, { role: 'editor' })
  expect([stolen, first, second].map(isOpen)).toEqual([true, false, false])
})

test('[PP12] the link for a forgotten password outlives a change of its person, and ends with the account', async () => {
  const { deps, storage } = await open()
  const { entry } = newLink(deps, { kind: 'reset', person: 'anna', createdBy: 'anna' })
  await storage.directory.change((data) => ({ ...data, links: [entry] }))
  const ended = () => storage.directory.data.links[0]?.revokedAt !== null
  await changePerson(deps, vera, 'anna', { name: 'Анна', approver: true })
  expect(ended()).toBe(false)
  await changePerson(deps, vera, 'anna', { closed: true })
  expect(ended()).toBe(true)
})
