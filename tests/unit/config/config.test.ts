/** Settings: defaults, flags, refusals. */
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, isLoopback, readConfig } from '../../../server/config.ts'

const refusal = (env: Record<string, string>, args: string[] = []): string => {
  try {
    readConfig(env, args)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'accepted'
}

test('[CF1] without any setting it listens on this machine and keeps its data in ./data', () => {
  expect(readConfig({}, [])).toMatchObject({
    host: '127.0.0.1',
    port: 4400,
    dataFolder: resolve('data'),
    publicOrigin: null,
    adminToken: null,
    demo: false,
    logLevel: 'info',
    maxConnections: 100,
    maxPlans: 500,
    clientFolder: resolve(import.meta.dirname, '../../../dist/client'),
  })
})

test('[CF1] a flag wins over its variable, and an empty variable counts as unset', () => {
  const env = {
    HOST: '10.0.0.1',
    PORT: '1',
    SVOD_DATA: '/a',
    SVOD_URL: '',
    LOG_LEVEL: 'warn',
    SVOD_DEMO: '0',
  }
  const flags = [
    '--host',
    '::1',
    '--port=0',
    '--data',
    '/b',
    '--url',
    'https://x.example/',
    '--log-level=debug',
  ]
  expect(readConfig(env, [...flags, '--demo'])).toMatchObject({
    host: '::1',
    port: 0,
    dataFolder: '/b',
    publicOrigin: 'https://x.example',
    logLevel: 'debug',
    demo: true,
  })
  expect(readConfig(env, [])).toMatchObject({ host: '10.0.0.1', port: 1, publicOrigin: null, demo: false })
})

test('[CF2] a wrong setting is named', () => {
  expect(refusal({ PORT: 'abc' })).toMatch(/^PORT must be a number/)
  expect(refusal({ PORT: '65536' })).toMatch(/^PORT /)
  expect(refusal({ PORT: '1.5' })).toMatch(/^PORT /)
  expect(refusal({ SVOD_MAX_CONNECTIONS: '0' })).toBe('SVOD_MAX_CONNECTIONS must be 1 or more.')
  expect(refusal({ SVOD_MAX_PLANS: 'many' })).toMatch(/^SVOD_MAX_PLANS must be a number/)
  expect(refusal({ HOST: 'a b' })).toMatch(/^HOST /)
  expect(refusal({ SVOD_URL: 'plans.example' })).toMatch(/^SVOD_URL must be an address without a path/)
  expect(refusal({ SVOD_URL: 'https://plans.example/svod' })).toMatch(/^SVOD_URL /)
  expect(refusal({ SVOD_URL: 'ftp://plans.example' })).toMatch(/^SVOD_URL /)
  expect(refusal({ SVOD_DEMO: 'yes' })).toBe('SVOD_DEMO must be 1 (on) or 0 (off).')
  expect(refusal({ SVOD_ADMIN_TOKEN: 'two words' })).toMatch(/^SVOD_ADMIN_TOKEN /)
  expect(refusal({ LOG_LEVEL: 'loud' })).toMatch(/^LOG_LEVEL must be one of trace/)
  expect(refusal({}, ['--prot', '1'])).toContain('--prot')
})

test('[CF2] numbers are figures alone, and the data folder has a name that can be typed', () => {
  for (const wrong of ['0x1130', '1e3', '+80', '8_0', '4400.0', '٤٤٠٠']) {
    for (const name of ['PORT', 'SVOD_PROXIES', 'SVOD_MAX_PLANS', 'SVOD_MAX_CONNECTIONS']) {
      expect([name, wrong, refusal({ [name]: wrong })]).toEqual([
        name,
        wrong,
        expect.stringMatching(new RegExp(`^${name} must be`)),
      ])
    }
  }
  expect(readConfig({ PORT: '0080' }, []).port).toBe(80)
  expect(refusal({ SVOD_PROXIES: '11' })).toBe('SVOD_PROXIES must be 10 or less.')
  for (const wrong of ['a\u0000b', 'a\nb', '/srv/\u001b[2J']) {
    expect(refusal({ SVOD_DATA: wrong })).toMatch(/^SVOD_DATA must be the name of a folder/)
  }
  expect(readConfig({ SVOD_DATA: '/srv/Свод данные' }, []).dataFolder).toBe('/srv/Свод данные')
})

test('[CF7] what is blank is unset, and blanks around a setting are none of it', () => {
  const blank = Object.fromEntries(
    ['HOST', 'PORT', 'SVOD_DATA', 'SVOD_URL', 'SVOD_DEMO', 'SVOD_PROXIES', 'DATABASE_URL', 'LOG_LEVEL'].map(
      (name) => [name, ' \t'],
    ),
  )
  expect(readConfig(blank, [])).toEqual(readConfig({}, []))
  expect(readConfig({}, ['--data', '', '--port', ' '])).toEqual(readConfig({}, []))
  expect(
    readConfig({ PORT: ' 80\r\n', SVOD_ADMIN_TOKEN: 'secret\n', SVOD_DATA: ' /srv/svod ' }, []),
  ).toMatchObject({
    port: 80,
    adminToken: 'secret',
    dataFolder: '/srv/svod',
  })
})

test('[CF3] the demo is refused where others can reach it', () => {
  for (const HOST of ['0.0.0.0', '::', '192.168.0.5', 'plans.example', '127.example', '128.0.0.1']) {
    expect([HOST, refusal({ HOST, SVOD_DEMO: '1' })]).toEqual([HOST, expect.stringMatching(/^SVOD_DEMO /)])
    expect(refusal({ HOST })).toBe('accepted')
  }
  for (const HOST of ['127.0.0.1', '127.1.2.3', 'localhost', '::1', '[::1]']) {
    expect([HOST, refusal({ HOST, SVOD_DEMO: '1' })]).toEqual([HOST, 'accepted'])
    expect(isLoopback(HOST)).toBe(true)
  }
})

test('[CF4] databases that are not supported yet are refused by name', () => {
  expect(refusal({ DATABASE_URL: 'postgres://x' })).toMatch(/^DATABASE_URL .*PostgreSQL is not supported yet/)
  expect(refusal({ REDIS_URL: 'redis://x' })).toMatch(/^REDIS_URL .*Redis is not supported yet/)
  expect(refusal({ DATABASE_URL: '', REDIS_URL: '' })).toBe('accepted')
})

test('[PP2] a trial is for this machine alone: where others may come, people sign in', () => {
  const trial = (env: Record<string, string>) => readConfig({ SVOD_DEMO: 'trial', ...env }, []).trial
  expect(readConfig({ SVOD_DEMO: 'trial' }, [])).toMatchObject({ trial: true, demo: false })
  expect(readConfig({ SVOD_DEMO: '1' }, [])).toMatchObject({ trial: false, demo: true })
  expect(trial({ SVOD_URL: 'http://localhost:4400' })).toBe(true)
  expect(trial({ HOST: '0.0.0.0' })).toBe(false)
  expect(trial({ SVOD_URL: 'https://plans.example' })).toBe(false)
  expect(trial({ SVOD_PROXIES: '1' })).toBe(false)
})

test('[PP7] the number of proxies in front is a small number', () => {
  expect(readConfig({}, []).proxies).toBe(0)
  expect(readConfig({ SVOD_PROXIES: '2' }, []).proxies).toBe(2)
  expect(refusal({ SVOD_PROXIES: 'nginx' })).toMatch(/^SVOD_PROXIES must be/)
  expect(refusal({ SVOD_PROXIES: '-1' })).toMatch(/^SVOD_PROXIES must be/)
})

const PROVIDER = {
  SVOD_OIDC_ISSUER: 'https://login.example/realm',
  SVOD_OIDC_CLIENT_ID: 'svod',
  SVOD_OIDC_CLIENT_SECRET: 'secret',
}

test('[CF5] an identity provider and mail are off, or set as a whole', () => {
  expect(readConfig({}, [])).toMatchObject({ provider: null, mail: null })
  expect(readConfig({ ...PROVIDER, SVOD_OIDC_NAME: 'Кабинет' }, []).provider).toEqual({
    issuer: new URL('https://login.example/realm'),
    clientId: 'svod',
    clientSecret: 'secret',
    name: 'Кабинет',
  })
  const mail = { SVOD_SMTP_URL: 'smtps://u:p@mail.example', SVOD_MAIL_FROM: 'Svod <svod@example.org>' }
  expect(readConfig(mail, []).mail).toEqual({ url: mail.SVOD_SMTP_URL, from: mail.SVOD_MAIL_FROM })
  expect(refusal({ ...PROVIDER, SVOD_OIDC_CLIENT_SECRET: '' })).toContain('go together')
  expect(refusal({ SVOD_SMTP_URL: mail.SVOD_SMTP_URL })).toContain('go together')
})

test('[CF6] what leads back to a server on a network needs its public address', () => {
  const mail = { SVOD_SMTP_URL: 'smtps://mail.example', SVOD_MAIL_FROM: 'a@b' }
  for (const given of [PROVIDER, mail]) {
    expect(refusal({ ...given, HOST: '0.0.0.0' })).toMatch(/^SVOD_URL must be set/)
    expect(refusal({ ...given, HOST: '0.0.0.0', SVOD_URL: 'https://plans.example' })).toBe('accepted')
    expect(refusal(given)).toBe('accepted')
  }
})

test('[CF5] an identity provider is reached over https, or on this machine', () => {
  expect(refusal({ ...PROVIDER, SVOD_OIDC_ISSUER: 'http://login.example' })).toContain('SVOD_OIDC_ISSUER')
  expect(refusal({ ...PROVIDER, SVOD_OIDC_ISSUER: 'http://127.0.0.1:9000' })).toBe('accepted')
  expect(refusal({ SVOD_SMTP_URL: 'http://mail.example', SVOD_MAIL_FROM: 'a@b' })).toContain('SVOD_SMTP_URL')
  expect(refusal({ SVOD_SMTP_URL: 'smtp://m', SVOD_MAIL_FROM: 'a@b\r\nBcc: c' })).toContain('SVOD_MAIL_FROM')
})
