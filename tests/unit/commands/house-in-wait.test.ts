/** Changes of the directory that are asked for while an earlier one, which ends their sender, is on its way to the disk. */
import { expect, test } from 'vitest'
import { createAuth } from '../../../server/auth/identity.ts'
import { digestOf } from '../../../server/auth/secrets.ts'
import { withSession, withoutSessions } from '../../../server/auth/sessions.ts'
import { askable } from '../../../server/commands/as-of-now.ts'
import { setCalendarLink } from '../../../server/commands/calendar-link.ts'
import { changeAccount } from '../../../server/commands/people/change-account.ts'
import { changePerson } from '../../../server/commands/people/change-person.ts'
import { createPerson, resetPerson } from '../../../server/commands/people/create-person.ts'
import {
  addDepartment,
  changeDepartment,
  deleteDepartment,
} from '../../../server/commands/people/departments.ts'
import type { PeopleDeps } from '../../../server/commands/people/deps.ts'
import { changeInvitation, invite, revokeInvitation } from '../../../server/commands/people/invitations.ts'
import { setPlanRole } from '../../../server/commands/people/plan-people.ts'
import { setPublicLink } from '../../../server/commands/people/public-link.ts'
import { endSession } from '../../../server/commands/people/sign-out.ts'
import { changeToken, createToken, revokeToken } from '../../../server/commands/people/tokens.ts'
import { type DirectoryData, newDirectory } from '../../../server/storage/directory-data.ts'
import { LiveDirectory } from '../../../server/storage/live-directory.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import type { Identity } from '../../../shared/identity.ts'
import { countingIds } from '../../support/drafts.ts'
import { personEntry, planEntry } from '../../support/storage-samples.ts'

const AT = '2026-01-03T00:00:00.000Z'
const NOW = Date.parse(AT)
const LATER = '2026-02-03T00:00:00.000Z'
const CHIEF = {
  ...personEntry('boris'),
  role: 'chief' as const,
  plans: {},
  departments: [],
  password: 'stored',
}
const [VERA, ANNA] = [
  { ...CHIEF, id: 'vera', login: 'vera' },
  { ...personEntry('anna'), departments: [] },
]

const TOKEN: DirectoryData['tokens'][number] = {
  id: 'robot',
  hash: digestOf('robot-secret'),
  name: 'Робот',
  role: 'chief',
  departments: [],
  plans: null,
  createdAt: AT,
  createdBy: 'vera',
  expiresAt: null,
  usedAt: AT,
  revokedAt: null,
}
const INVITATION: DirectoryData['links'][number] = {
  id: 'open',
  hash: digestOf('open'),
  kind: 'invitation',
  person: null,
  note: '',
  role: 'viewer',
  departments: [],
  approver: false,
  left: null,
  used: 0,
  createdAt: AT,
  createdBy: 'vera',
  expiresAt: LATER,
  revokedAt: null,
}

/** A house of two chief editors and an editor on a disk that is as slow as the test likes. */
const open = async () => {
  const [storage, clock] = [openMemoryStorage(), { now: NOW }]
  let disk = Promise.resolve()
  const people = [VERA, CHIEF, ANNA]
  const browser = (person: string) => ({
    person,
    hash: digestOf(person),
    agent: '',
    address: '',
    replaces: null,
  })
  const first: DirectoryData = { ...newDirectory(), people, tokens: [TOKEN], links: [INVITATION] }
  const data = ['boris', 'anna'].reduce((all, id) => withSession(all, browser(id), NOW), first)
  const directory = new LiveDirectory(data, () => disk)
  Object.assign(storage, { directory })
  await storage.catalogue.putPlan(planEntry('plan'))
  await storage.catalogue.putDepartments([{ id: 'dance', name: 'Танцы', short: 'Танцы', hue: 1 }])
  const deps = {
    storage,
    ids: countingIds('n'),
    now: () => clock.now,
    hasProvider: false,
    mail: null,
    guests: { secretOf: () => 'secret', find: () => null },
  } as unknown as PeopleDeps
  const auth = createAuth({
    config: { adminToken: null, demo: false, trial: false, publicOrigin: null, host: '127.0.0.1' },
    catalogue: storage.catalogue,
    directory,
    ids: deps.ids,
    now: deps.now,
    onError: (error) => {
      throw error
    },
  })
  const sender = (headers: { cookie?: string; authorization?: string }): Identity => {
    const who = auth.authenticate(headers)
    if (!who) throw new Error('nobody came')
    return askable(who, (then) => auth.authenticate(headers, then))
  }
  /** Asks for `then` while the disk has not taken `first` yet; gives what became of it. */
  const during = async (
    first: (data: DirectoryData) => DirectoryData,
    then: () => Promise<unknown>,
  ): Promise<PromiseSettledResult<unknown>> => {
    let take = (): void => undefined
    disk = new Promise((resolve) => (take = resolve))
    const ended = directory.change(first)
    const asked = Promise.allSettled([then()])
    take()
    await ended
    return (await asked)[0]
  }
  const cookieOf = (id: string) => auth.sessionCookie(id).split(';')[0] ?? ''
  return { deps, directory, clock, sender, during, cookieOf }
}

const style = { base: '', mailBase: '', locale: 'ru' as const }
const account = { name: 'Ян', email: null, role: 'chief' as const, departments: [], approver: false }
const of = { plan: 'plan', department: null }

const CALLS: Record<string, (deps: PeopleDeps, who: Identity) => Promise<unknown>> = {
  'opening their own account': (deps, who) =>
    changePerson(deps, who, 'boris', { closed: false, role: 'chief' }),
  'a new account': (deps, who) => createPerson(deps, who, { ...account, login: 'jan' }, style),
  'a password link': (deps, who) => resetPerson(deps, who, 'anna', style),
  'an invitation': (deps, who) => invite(deps, who, { ...account, note: '', uses: 'one' }, style),
  'raising an invitation': (deps, who) => changeInvitation(deps, who, 'open', { role: 'chief' }),
  'the end of an invitation': (deps, who) => revokeInvitation(deps, who, 'open'),
  'a token': (deps, who) =>
    createToken(deps, who, { name: 'Ещё', role: 'chief', departments: [], plans: null }),
  'changing a token': (deps, who) => changeToken(deps, who, 'robot', { days: 300 }),
  'the end of a token': (deps, who) => revokeToken(deps, who, 'robot'),
  'a role in a plan': (deps, who) => setPlanRole(deps, who, 'plan', { person: 'anna', role: 'chief' }),
  'a public link': (deps, who) => setPublicLink(deps, who, 'plan', { on: true, renew: false, base: '' }),
  'a calendar': (deps, who) => setCalendarLink(deps as never, who, of, { on: true, renew: false, base: '' }),
  'a department': (deps, who) => addDepartment(deps, who, { name: 'Хор' }),
  'a department of another name': (deps, who) => changeDepartment(deps, who, 'dance', { name: 'Хор' }),
  'the end of a department': (deps, who) => deleteDepartment(deps, who, 'dance'),
}

const closed = (data: DirectoryData): DirectoryData => ({
  ...data,
  people: data.people.map((one) => (one.id === 'boris' ? { ...one, closedAt: AT } : one)),
})
const lowered = (data: DirectoryData): DirectoryData => ({
  ...data,
  people: data.people.map((one) => (one.id === 'boris' ? { ...one, role: 'viewer' } : one)),
})
const signedOut = (data: DirectoryData): DirectoryData =>
  withoutSessions(data, (one) => one.person === 'boris')
const revoked = (data: DirectoryData): DirectoryData => ({ ...data, tokens: [{ ...TOKEN, revokedAt: AT }] })

test.each(Object.entries(CALLS))(
  '[PP20] %s is refused to whoever is being closed or lowered',
  async (_, call) => {
    for (const [end, code] of [
      [closed, 'unauthenticated'],
      [lowered, 'forbidden'],
      [signedOut, 'unauthenticated'],
    ] as const) {
      const { deps, directory, sender, during, cookieOf } = await open()
      const who = sender({ cookie: cookieOf('boris') })
      const ended = end(directory.data)
      expect(
        await during(
          () => ended,
          () => call(deps, who),
        ),
      ).toMatchObject({ reason: { code } })
      expect(directory.data).toBe(ended)
      expect(deps.storage.catalogue.departments().map(({ name }) => name)).toEqual(['Танцы'])
      expect(await deps.storage.readAudit(5)).toEqual([])
    }
  },
)

test('[PP20] what a token asks for while it is being revoked, or that expires before its turn, is refused', async () => {
  const { deps, directory, clock, sender, during } = await open()
  const who = sender({ authorization: 'Bearer robot-secret' })
  const ask = () => CALLS['a token']?.(deps, who) ?? Promise.reject(new Error('no call'))
  expect(await during(revoked, ask)).toMatchObject({ reason: { code: 'unauthenticated' } })
  const short = (data: DirectoryData) => ({ ...data, tokens: [{ ...TOKEN, expiresAt: LATER }] })
  await directory.change(short)
  const late = await during(
    (data) => ({ ...data }),
    () => {
      const asked = ask()
      clock.now = Date.parse(LATER)
      return asked
    },
  )
  expect(late).toMatchObject({ reason: { code: 'unauthenticated' } })
  expect(directory.data.tokens).toHaveLength(1)
})

test('[PP20] a session that is being ended changes nothing of its account', async () => {
  const { deps, directory, during } = await open()
  const session = directory.data.sessions.find(({ person }) => person === 'boris')
  const own = { person: CHIEF, session: session ?? directory.data.sessions[0] } as Parameters<
    typeof endSession
  >[1]
  const proof = { address: '', device: null }
  for (const ask of [
    () => changeAccount(deps, own, { name: 'Другой' }, proof),
    () => endSession(deps, own, own.session.hash.slice(0, 16)),
  ])
    expect(await during(signedOut, ask)).toMatchObject({ reason: { code: 'unauthenticated' } })
  expect(directory.data.people[1]?.name).toBe(CHIEF.name)
})
