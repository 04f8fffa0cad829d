/** Ways in beside the password, and what guards an address (SPEC PX15–PX19), over a server that answers from a table. */
import { afterEach, describe, expect, test } from 'vitest'
import type { SignIn } from '../../../../client/api.ts'
import { createPeopleApi } from '../../../../client/people/api.ts'
import { accountChangeOf, guardOf } from '../../../../client/people/account/name-change.ts'
import { NameForm } from '../../../../client/people/account/NameForm.tsx'
import { JoinPage } from '../../../../client/people/entry/JoinPage.tsx'
import { SignInPage } from '../../../../client/people/entry/SignInPage.tsx'
import { InviteDialog } from '../../../../client/people/list/InviteDialog.tsx'
import { PeopleList } from '../../../../client/people/list/PeopleList.tsx'
import { PeopleWords } from '../../../../client/people/PeopleWords.tsx'
import { takeMishap } from '../../../../client/shell/mishap.ts'
import { useToldMishap } from '../../../../client/shell/use-told-mishap.ts'
import { toasts } from '../../../../client/ui/toast.ts'
import { parseRoute, pathOf } from '../../../../client/shell/router.ts'
import { identityOf } from '../../../support/identities.ts'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'
import { chooseInMenu, click, findInput, inputOf, openMenu, text, write } from './hands.ts'
import { account, apiAnswering, person } from './samples.ts'

const SECRET = 'Ab_-'.repeat(11)
const PROVIDER = { name: 'Кампус', path: '/api/provider/start' }
const ALL_WAYS: SignIn = { password: true, provider: PROVIDER, help: true }
const ENTER_BY_PROVIDER = ru('entry.provider', { provider: PROVIDER.name })

let remove = async () => {}
afterEach(() => remove())

const drawPage = async (node: React.ReactNode) => {
  const drawn = await draw(<PeopleWords>{node}</PeopleWords>)
  remove = drawn.remove
}

type Table = Parameters<typeof apiAnswering>[0]

describe('coming back from the provider', () => {
  test('[PX15] what went wrong is read once and leaves the address bar', () => {
    history.replaceState(null, '', '/?x=1#error=not-invited')
    const mishap = takeMishap(window)
    expect(mishap.get()).toBe('not-invited')
    expect(location.pathname + location.search + location.hash).toBe('/?x=1')
    expect(takeMishap(window).get()).toBeNull()
    let heard = 0
    mishap.subscribe(() => heard++)
    mishap.forget()
    expect([mishap.get(), heard]).toEqual([null, 1])
  })

  test('[PX15] other things behind the # are left alone', () => {
    history.replaceState(null, '', '/p/abc#row=r1')
    expect(takeMishap(window).get()).toBeNull()
    expect(location.hash).toBe('#row=r1')
    history.replaceState(null, '', '/#error=%3Cb%3E')
    expect(takeMishap(window).get()).toBeNull()
  })

  test('[PX15] whoever is in hears of it once, by a message', async () => {
    history.replaceState(null, '', '/#error=provider-unreachable')
    const mishap = takeMishap(window)
    const Told = ({ isInside }: { isInside: boolean }) => {
      useToldMishap(mishap, isInside)
      return null
    }
    const told = () => toasts.visibleToasts.map(({ content }) => content.text)
    toasts.clear()
    await drawPage(<Told isInside={false} />)
    expect(told()).toEqual([])
    await remove()
    await drawPage(<Told isInside />)
    expect(told()).toEqual([ru('error.provider-unreachable')])
    expect(mishap.get()).toBeNull()
    toasts.clear()
  })

  test('[PX15] a page can be come back to, a secret is not passed on', () => {
    const back = (path: string, hash = '') => pathOf(parseRoute(path, hash))
    expect(back('/p/abc', '#row=r1')).toBe('/p/abc#row=r1')
    expect(back('/p/abc/')).toBe('/p/abc')
    expect(back('/audit')).toBe('/audit')
    expect(back('/join', `#${SECRET}`)).toBe('/')
    expect(back('/elsewhere', '#anything')).toBe('/')
  })
})

describe('the sign-in page', () => {
  const drawSignIn = async (ways: SignIn, answers: Table = {}, mishap: string | null = null) => {
    const { api, sent } = apiAnswering(answers)
    await drawPage(
      <SignInPage api={api} ways={ways} to="/p/abc#row=r1" mishap={mishap} signIn={async () => {}} />,
    )
    return sent
  }

  test('[PX15] says what went wrong in words, and leads back to the page that was asked for', async () => {
    await drawSignIn(ALL_WAYS, {}, 'not-invited')
    expect(document.querySelector('[role=status]')?.textContent).toBe(ru('error.not-invited'))
    const link = document.querySelector<HTMLAnchorElement>('a[href^="/api"]')
    expect(link?.textContent).toBe(ENTER_BY_PROVIDER)
    expect(link?.getAttribute('href')).toBe('/api/provider/start?to=%2Fp%2Fabc%23row%3Dr1')
  })

  test('[PX15] a code that nobody knows is told as something unexpected', async () => {
    await drawSignIn(ALL_WAYS, {}, 'you-have-won')
    expect(text()).toContain(ru('error.unexpected'))
    expect(text()).not.toContain('you-have-won')
  })

  test('[PX17] help takes the login that was written, and says the same whoever it is', async () => {
    const sent = await drawSignIn(ALL_WAYS, { 'POST /api/password-help': [204, null] })
    await write(inputOf(ru('entry.login')), ' petrova ')
    await click(ru('entry.help'))
    expect(inputOf(ru('entry.login')).value).toBe(' petrova ')
    await click(ru('entry.help.action'))
    expect(sent).toEqual([{ call: 'POST /api/password-help', body: { login: 'petrova' } }])
    const said = document.querySelector('[role=status]')
    expect(said?.textContent).toBe(ru('entry.help.sent', { login: 'petrova' }))
    await click(ru('entry.help.back'))
    expect(inputOf(ru('entry.login')).value).toBe(' petrova ')
  })

  test('[PX17] a refusal stays with the form; an empty login asks nobody', async () => {
    const busy = { error: { code: 'too-many-requests', message: 'Подождите.' } }
    const sent = await drawSignIn(ALL_WAYS, { 'POST /api/password-help': [429, busy] })
    await click(ru('entry.help'))
    await click(ru('entry.help.action'))
    expect(sent).toEqual([])
    await write(inputOf(ru('entry.login')), 'petrova')
    await click(ru('entry.help.action'))
    expect(document.querySelector('[role=alert]')?.textContent).toBe('Подождите.')
    expect(inputOf(ru('entry.login')).value).toBe('petrova')
  })

  test('[PX17] without mail there is the chief editor’s help alone', async () => {
    await drawSignIn({ ...ALL_WAYS, help: false })
    expect(text()).not.toContain(ru('entry.help'))
    expect(text()).toContain(ru('entry.note'))
  })
})

describe('a link and the provider', () => {
  const look = (kind: string) => ({
    kind,
    role: 'editor',
    departments: [],
    approver: false,
    note: '',
    login: kind === 'reset' ? 'petrova' : null,
    expiresAt: '2026-12-01T00:00:00Z',
  })

  const drawJoin = async (kind: string, start?: [number, unknown], ways: SignIn | null = ALL_WAYS) => {
    const looks: Table = { 'POST /api/links/look': [200, look(kind)] }
    const { api, sent } = apiAnswering(start ? { ...looks, 'POST /api/provider/start': start } : looks)
    const steps: string[] = []
    await drawPage(
      <JoinPage
        api={api}
        secret={SECRET}
        me={null}
        ways={ways}
        onAway={(url) => steps.push(url)}
        onIn={async () => void steps.push('in')}
        onHome={() => steps.push('home')}
      />,
    )
    return { sent, steps }
  }

  test('[PX16] an invitation goes to the provider with its secret in the body', async () => {
    const { sent, steps } = await drawJoin('invitation', [200, { url: 'https://id.example/auth?x=1' }])
    await click(ENTER_BY_PROVIDER)
    expect(steps).toEqual(['https://id.example/auth?x=1'])
    expect(sent.at(-1)).toEqual({
      call: 'POST /api/provider/start',
      body: { to: '/', invitation: SECRET },
    })
  })

  test('[PX16] a provider that does not answer is told, and the form stays', async () => {
    const away = { error: { code: 'provider-unreachable', message: 'Не отвечает.' } }
    const { steps } = await drawJoin('first', [502, away])
    await click(ENTER_BY_PROVIDER)
    expect(document.querySelector('[role=alert]')?.textContent).toBe('Не отвечает.')
    expect(steps).toEqual([])
  })

  test('[PX16] is not offered where there is no provider', async () => {
    await drawJoin('invitation', undefined, null)
    expect(text()).toContain(ru('join.invitation.lead'))
  })

  test('[PX18] the address promises a letter only where one is sent', async () => {
    await drawJoin('invitation')
    expect(text()).toContain(ru('account.email.hint'))
    await remove()
    await drawJoin('invitation', undefined, { ...ALL_WAYS, help: false })
    expect(text()).not.toContain(ru('account.email.hint'))
    expect(text()).toContain(ru('account.email.private'))
  })
})

describe('my address', () => {
  const ACCOUNT = account({ mail: true })
  const me = identityOf({ id: 'u1', name: 'Анна' })
  const same = { name: 'Анна', email: 'a@b.example', password: '' }

  test('[PX18] only what changed is sent, with the password where letters go', () => {
    const change = (account: typeof ACCOUNT | null, answers: Partial<typeof same>) =>
      accountChangeOf({ name: 'Анна', account }, { ...same, ...answers })
    expect(change(ACCOUNT, {})).toEqual({})
    expect(change(ACCOUNT, { name: ' Анна П. ', password: 'x' })).toEqual({ name: 'Анна П.' })
    expect(change(ACCOUNT, { email: '', password: 'x' })).toEqual({ email: null, currentPassword: 'x' })
    expect(change({ ...ACCOUNT, mail: false }, { email: 'c@d' })).toEqual({ email: 'c@d' })
    expect(change(null, { email: 'c@d' })).toEqual({})
  })

  test('[PX18] without a password the address is the chief editor’s to change', () => {
    expect(guardOf({ ...ACCOUNT, hasPassword: false }, 0)).toBe('closed')
    expect(guardOf({ ...ACCOUNT, hasPassword: false, mail: false }, 0)).toBe('open')
  })

  const drawForm = async (answers: Table, account = ACCOUNT) => {
    const { api, sent } = apiAnswering(answers)
    await drawPage(
      <NameForm
        calls={createPeopleApi(api.call)}
        me={me}
        account={account}
        asOf={new Date(0)}
        onChanged={async () => {}}
      />,
    )
    return sent
  }

  test('[PX18] the password is asked for once the address is another, and a wrong one is told there', async () => {
    const wrong = { error: { code: 'wrong-credentials', message: 'x' } }
    const sent = await drawForm({ 'PATCH /api/account': [401, wrong] })
    expect(findInput(ru('account.email.password'))).toBeNull()
    await write(inputOf(ru('account.email')), 'c@d.example')
    await click(ru('account.save'))
    expect(sent).toEqual([])
    await write(inputOf(ru('account.email.password')), 'верный конь')
    await click(ru('account.save'))
    expect(sent.at(-1)?.body).toEqual({ email: 'c@d.example', currentPassword: 'верный конь' })
    expect(inputOf(ru('account.email.password')).getAttribute('aria-invalid')).toBe('true')
    expect(text()).toContain(ru('account.password.wrong'))
  })

  test('[PX18] the field is closed where nothing could prove who writes in it', async () => {
    await drawForm({}, { ...ACCOUNT, hasPassword: false })
    expect(inputOf(ru('account.email')).readOnly).toBe(true)
    expect(text()).toContain(ru('account.email.closed'))
  })
})

describe('an invitation by mail', () => {
  const drawDialog = async (mail: boolean, answer: [number, unknown]) => {
    const { api, sent } = apiAnswering({ 'POST /api/invitations': answer })
    const calls = createPeopleApi(api.call)
    await drawPage(
      <InviteDialog calls={calls} mail={mail} departments={[]} onInvited={() => {}} onClose={() => {}} />,
    )
    return sent
  }

  test('[PX18] goes to the address, which the dialog then names', async () => {
    const sent = await drawDialog(true, [201, { link: 'https://x.example/join#s' }])
    await write(inputOf(ru('invite.email')), ' new@b.example ')
    await click(ru('invite.action'))
    expect(sent[0]?.body).toMatchObject({ email: 'new@b.example' })
    expect(text()).toContain('new@b.example')
  })

  test('[PX18] a refused address is told at its field', async () => {
    const refused = { error: { code: 'bad-request', message: 'x', details: { field: 'email' } } }
    await drawDialog(true, [400, refused])
    await write(inputOf(ru('invite.email')), 'nobody')
    await click(ru('invite.action'))
    expect(inputOf(ru('invite.email')).getAttribute('aria-invalid')).toBe('true')
    expect(text()).toContain(ru('invite.email.refused'))
  })

  test('[PX18] is not offered where no letter is sent', async () => {
    const sent = await drawDialog(false, [201, { link: 'https://x.example/join#s' }])
    expect(findInput(ru('invite.email'))).toBeNull()
    await click(ru('invite.action'))
    expect(sent[0]?.body).not.toHaveProperty('email')
  })
})

test('[PX19] who comes by the provider is marked and can be unlinked, which is asked about first', async () => {
  const { api, sent } = apiAnswering({ 'PATCH /api/people/u2': [200, {}] })
  const anna = person({ id: 'u2', name: 'Анна', hasProvider: true })
  const people = [anna, person({ id: 'u3', name: 'Борис' })]
  const source = {
    state: { kind: 'ready' as const, value: people, asOf: new Date(0) },
    refresh: async () => {},
    put: () => {},
    retry: () => {},
  }
  const me = identityOf({ id: 'u1' })
  const calls = createPeopleApi(api.call)
  await drawPage(
    <PeopleList calls={calls} source={source} me={me} departments={[]} onChanged={async () => {}} />,
  )
  expect(text().split(ru('people.provider'))).toHaveLength(2)
  await write(inputOf(ru('people.filter')), 'служб')
  expect(text()).not.toContain('Борис')
  await openMenu(ru('people.menu', { name: anna.name }))
  await chooseInMenu(ru('people.unlink'))
  expect(sent).toEqual([])
  await click(ru('people.unlink.action'))
  expect(sent).toEqual([{ call: 'PATCH /api/people/u2', body: { hasProvider: false } }])
})
