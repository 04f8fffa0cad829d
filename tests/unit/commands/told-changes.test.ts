/** What the audit trail says of changes: from what to what, and of no change that somebody else made. */
import { expect, test } from 'vitest'
import { withSession } from '../../../server/auth/sessions.ts'
import { identityOfPerson } from '../../../server/auth/person-identity.ts'
import { changeAccount } from '../../../server/commands/people/change-account.ts'
import { changePerson } from '../../../server/commands/people/change-person.ts'
import { changeDepartment, deleteDepartment } from '../../../server/commands/people/departments.ts'
import type { PeopleDeps } from '../../../server/commands/people/deps.ts'
import type { DirectoryData } from '../../../server/storage/directory-data.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import { countingIds } from '../../support/drafts.ts'
import { personEntry } from '../../support/storage-samples.ts'

const AT = '2026-01-03T00:00:00.000Z'
const CHIEF = { ...personEntry('vera'), role: 'chief' as const, departments: [], password: 'stored' }
const ANNA = { ...personEntry('anna'), departments: [] }
const vera = identityOfPerson(CHIEF, [])

const open = async () => {
  const [storage, now] = [openMemoryStorage(), () => Date.parse(AT)]
  await storage.directory.change((data) => ({ ...data, people: [CHIEF, ANNA] }))
  await storage.catalogue.putDepartments([{ id: 'dance', name: 'Танцы', short: 'Танцы', hue: 1 }])
  const deps = {
    storage,
    ids: countingIds('n'),
    now,
    mail: null,
    hasProvider: false,
  } as unknown as PeopleDeps
  /** Details of what was written down, oldest first. */
  const told = async () => (await storage.readAudit(10)).map(({ details }) => details).toReversed()
  return { deps, storage, told }
}

test('[PP11] changes that come to the disk together are each told with what they made themselves', async () => {
  const { deps, told } = await open()
  await Promise.all([
    changePerson(deps, vera, 'anna', { name: 'Аня' }),
    changePerson(deps, vera, 'anna', { name: 'Анна' }),
    changePerson(deps, vera, 'anna', { role: 'viewer' }),
  ])
  expect(await told()).toMatchObject([
    { whom: 'Аня', called: `${ANNA.name} → Аня` },
    { whom: 'Анна', called: 'Аня → Анна' },
    { whom: 'Анна', role: 'editor → viewer' },
  ])
  expect((await told()).map((one) => Object.keys(one).length)).toEqual([4, 4, 4])
})

test('[PP11] whose address is another is told from which to which, of an account and by its owner, too', async () => {
  const { deps, storage, told } = await open()
  const browser = { person: 'anna', hash: '1'.repeat(64), agent: '', address: '', replaces: null }
  await storage.directory.change((data) => withSession(data, browser, deps.now()))
  const [session] = storage.directory.data.sessions
  if (!session) throw new Error('no session')
  const proof = { address: '', device: null }
  await changeAccount(deps, { person: ANNA, session }, { email: 'anna@example.org' }, proof)
  expect(await told()).toEqual([
    { name: ANNA.name, person: 'anna', before: ANNA.name, email: 'null → anna@example.org' },
  ])
})

test('[PP11] a department’s new name, short name and hue are told', async () => {
  const { deps, told } = await open()
  await changeDepartment(deps, vera, 'dance', { name: 'Хор', hue: 2 })
  expect(await told()).toEqual([
    { name: vera.name, department: 'dance', whom: 'Хор', called: 'Танцы → Хор', hue: '1 → 2' },
  ])
})

test('[PP15] a token that has expired keeps no department', async () => {
  const { deps, storage } = await open()
  const token = (expiresAt: string): DirectoryData['tokens'][number] => ({
    id: 'robot',
    hash: '0'.repeat(64),
    name: 'Робот',
    role: 'editor',
    departments: ['dance'],
    plans: null,
    createdAt: AT,
    createdBy: 'vera',
    expiresAt,
    usedAt: null,
    revokedAt: null,
  })
  const until = (time: string) => storage.directory.change((data) => ({ ...data, tokens: [token(time)] }))
  await until('2026-01-04T00:00:00.000Z')
  await expect(deleteDepartment(deps, vera, 'dance')).rejects.toMatchObject({ code: 'department-in-use' })
  await until(AT)
  await deleteDepartment(deps, vera, 'dance')
  expect(storage.catalogue.departments()).toEqual([])
})
