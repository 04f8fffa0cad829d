/** The people's screens over a server that answers from a table (SPEC PX*). */
import { act } from 'react'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { Confirm } from '../../../../client/people/Confirm.tsx'
import { JoinPage } from '../../../../client/people/entry/JoinPage.tsx'
import { OneTime } from '../../../../client/people/OneTime.tsx'
import { PeopleWords } from '../../../../client/people/PeopleWords.tsx'
import { type Source, useLoaded } from '../../../../client/people/use-loaded.ts'
import { ApiError, createApi } from '../../../../client/api.ts'
import { parseRoute } from '../../../../client/shell/router.ts'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'
import { click, inputOf, text, write } from './hands.ts'
import { apiAnswering } from './samples.ts'

const SECRET = 'Ab_-'.repeat(11)

let remove = async () => {}
afterEach(() => remove())

const drawPage = async (node: React.ReactNode) => {
  const drawn = await draw(node)
  remove = drawn.remove
}

const INVITATION = {
  kind: 'invitation',
  role: 'editor',
  departments: [{ id: 'mass', name: 'Отдел массовой работы', short: 'ОМР', hue: 3 }],
  approver: false,
  note: '',
  login: null,
  expiresAt: '2026-12-01T00:00:00Z',
}

const join = (api: Parameters<typeof JoinPage>[0]['api'], steps: string[], secret = SECRET) => (
  <JoinPage
    api={api}
    secret={secret}
    me={null}
    ways={null}
    onAway={(url) => steps.push(url)}
    onIn={async () => void steps.push('in')}
    onHome={() => steps.push('home')}
  />
)

describe('a link', () => {
  test('[PX1] the secret is read from behind the # alone', () => {
    expect(parseRoute('/join', `#${SECRET}`)).toEqual({ kind: 'join', secret: SECRET })
    expect(parseRoute('/public/', `#${SECRET}`)).toEqual({ kind: 'public', secret: SECRET })
    expect(parseRoute('/join', '#short')).toEqual({ kind: 'join', secret: '' })
    expect(parseRoute(`/join/${SECRET}`, '')).toEqual({ kind: 'unknown' })
  })

  test('[PX1] [PX2] an invitation says what it gives; the secret goes in bodies alone', async () => {
    const { api, sent } = apiAnswering({
      'POST /api/links/look': [200, INVITATION],
      'POST /api/links/accept': [200, { identity: { ...ME, name: 'Анна' } }],
    })
    const steps: string[] = []
    await drawPage(join(api, steps))
    expect(text()).toContain(ru('join.invitation'))
    expect(text()).toContain(ru('common.role.editor.may'))
    expect(text()).toContain('Отдел массовой работы')
    await write(inputOf(ru('join.name')), 'Анна Петрова')
    await write(inputOf(ru('join.login')), ' petrova ')
    await write(inputOf(ru('join.password')), 'верный конь')
    await click(ru('join.invitation.action'))
    expect(steps).toEqual(['in'])
    expect(sent.at(-1)?.body).toEqual({
      secret: SECRET,
      password: 'верный конь',
      name: 'Анна Петрова',
      login: 'petrova',
    })
    expect(sent.map(({ call }) => call).join()).not.toContain(SECRET)
  })

  test('[PX2] a taken login is told at its field, and nothing that was written is lost', async () => {
    const { api } = apiAnswering({
      'POST /api/links/look': [200, INVITATION],
      'POST /api/links/accept': [409, { error: { code: 'login-taken', message: 'Уже занято.' } }],
    })
    const steps: string[] = []
    await drawPage(join(api, steps))
    await write(inputOf(ru('join.name')), 'Анна')
    await write(inputOf(ru('join.login')), 'petrova')
    await write(inputOf(ru('join.password')), 'верный конь')
    await click(ru('join.invitation.action'))
    const login = inputOf(ru('join.login'))
    expect(login.getAttribute('aria-invalid')).toBe('true')
    expect(text()).toContain('Уже занято.')
    expect([login.value, inputOf(ru('join.name')).value]).toEqual(['petrova', 'Анна'])
    expect(steps).toEqual([])
  })

  test('[PX23] a link that is used after a try without an answer leads to signing in', async () => {
    const answers: Parameters<typeof apiAnswering>[0] = { 'POST /api/links/look': [200, INVITATION] }
    const { api } = apiAnswering(answers)
    await drawPage(join(api, []))
    await write(inputOf(ru('join.name')), 'Анна')
    await write(inputOf(ru('join.login')), 'petrova')
    await write(inputOf(ru('join.password')), 'верный конь')
    await click(ru('join.invitation.action'))
    expect(text()).toContain(ru('error.network'))
    const ended = [410, { error: { code: 'link-ended', message: 'x' } }] as const
    Object.assign(answers, { 'POST /api/links/look': ended, 'POST /api/links/accept': ended })
    await click(ru('join.invitation.action'))
    expect(text()).toContain(ru('join.lost.text'))
    expect(text()).toContain(ru('join.lost.sign-in'))
  })

  test('[PX2] an ended link says so; so does one that was cut short, without asking anybody', async () => {
    const { api, sent } = apiAnswering({
      'POST /api/links/look': [410, { error: { code: 'link-ended', message: 'x' } }],
    })
    const steps: string[] = []
    await drawPage(join(api, steps))
    expect(text()).toContain(ru('join.ended'))
    expect(document.querySelector('input')).toBeNull()
    await click(ru('join.home'))
    expect(steps).toEqual(['home'])
    await remove()
    await drawPage(join(api, steps, ''))
    expect(text()).toContain(ru('join.broken'))
    expect(sent).toHaveLength(1)
  })
})

const ME = {
  id: 'u1',
  name: 'Марина',
  role: 'chief',
  plans: {},
  departments: [],
  approver: false,
  hue: 0,
  kind: 'person',
}

test('[PX7] what is shown once can be copied, and says where the browser refuses', async () => {
  const copied: string[] = []
  const clipboard = { writeText: async (value: string) => void copied.push(value) }
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true })
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'clipboard'))
  await drawPage(
    <PeopleWords>
      <OneTime title="t" words="w" label="Ссылка" value="https://x/join#s" onClose={() => undefined} />
    </PeopleWords>,
  )
  await click(ru('once.copy'))
  expect(copied).toEqual(['https://x/join#s'])
  expect(text()).toContain(ru('once.copied'))
  clipboard.writeText = () => Promise.reject(new Error('denied'))
  await click(ru('once.copy'))
  expect(text()).toContain(ru('once.copy-failed'))
})

test('[PX7] what is shown once stays until its reader is done with it: no key and no press beside it closes it', async () => {
  let closed = 0
  await drawPage(
    <PeopleWords>
      <OneTime title="t" words="w" label="Ссылка" value="https://x/join#s" onClose={() => (closed += 1)} />
    </PeopleWords>,
  )
  const beside = document.querySelector('[role=dialog]')?.parentElement?.parentElement
  await act(async () => {
    const { activeElement } = document
    for (const type of ['keydown', 'keyup'])
      activeElement?.dispatchEvent(new KeyboardEvent(type, { key: 'Escape', bubbles: true }))
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      beside?.dispatchEvent(new MouseEvent(type, { bubbles: true }))
  })
  await act(async () =>
    document.querySelector<HTMLElement>(`button[aria-label="${ru('common.close')}"]`)?.click(),
  )
  expect(closed).toBe(0)
  await click(ru('once.done'))
  expect(closed).toBe(1)
})

test('[PX10] a refusal is told in the dialog that asked, which stays', async () => {
  const steps: string[] = []
  let refuse = true
  await drawPage(
    <PeopleWords>
      <Confirm
        title="t"
        words="w"
        action="Да"
        onConfirm={async () => {
          if (refuse) throw new ApiError('department-in-use', 409, 'Ещё есть люди.')
          steps.push('done')
        }}
        onClose={() => steps.push('closed')}
      />
    </PeopleWords>,
  )
  await click('Да')
  expect(text()).toContain('Ещё есть люди.')
  expect(steps).toEqual([])
  refuse = false
  await click('Да')
  expect(steps).toEqual(['done', 'closed'])
})

describe('a list', () => {
  /** Lets the test answer each question by itself. */
  const drawList = async () => {
    const answers: { resolve: (value: string) => void; reject: (error: unknown) => void }[] = []
    const load = () =>
      new Promise<string>((resolve, reject) => {
        answers.push({ resolve, reject })
      })
    const seen: Source<string>[] = []
    const List = ({ see }: { see: (source: Source<string>) => void }) => {
      const source = useLoaded(load)
      see(source)
      return <p>{source.state.kind === 'ready' ? source.state.value : source.state.kind}</p>
    }
    await drawPage(<List see={(source) => seen.push(source)} />)
    const answer = (index: number, value: string | Error) =>
      act(async () => {
        if (value instanceof Error) answers[index]?.reject(value)
        else answers[index]?.resolve(value)
      })
    const refresh = () => act(async () => void seen.at(-1)?.refresh())
    return { answer, refresh, retry: () => act(async () => seen.at(-1)?.retry()) }
  }

  test('[PX6] stays while it is read again, and when that fails', async () => {
    const { answer, refresh } = await drawList()
    await answer(0, 'first')
    await refresh()
    expect(text()).toBe('first')
    await answer(1, new Error('away'))
    expect(text()).toBe('first')
  })

  test('[PX6] an answer to an older question is not taken', async () => {
    const { answer, refresh } = await drawList()
    await refresh()
    await answer(1, 'new')
    await answer(0, 'old')
    expect(text()).toBe('new')
  })

  test('[PX6] that did not come can be asked for again', async () => {
    const { answer, retry } = await drawList()
    await answer(0, new Error('away'))
    expect(text()).toBe('failed')
    await retry()
    expect(text()).toBe('loading')
    await answer(1, 'there')
    expect(text()).toBe('there')
  })
})

test('[UI19] a call that is told that nobody is signed in makes the page ask who is', async () => {
  let asked = 0
  const api = createApi(
    () => 'ru',
    async () =>
      new Response(JSON.stringify({ error: { code: 'unauthenticated', message: '' } }), { status: 401 }),
    () => asked++,
  )
  await expect(api.plans()).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(asked).toBe(1)
  await expect(api.me()).rejects.toMatchObject({ status: 401 })
  expect(asked).toBe(1)
})
