/** Libraries of what is configured: Node remembers for ever that one could not be read. */
import { expect, test, vi } from 'vitest'
import { createProvider } from '../../server/auth/provider.ts'
import { createSigner } from '../../server/auth/signed-token.ts'
import { createMail } from '../../server/mail.ts'

const { read } = vi.hoisted(() => ({ read: [] as string[] }))
vi.mock('openid-client', () => {
  read.push('openid-client')
  return {}
})
vi.mock('nodemailer', () => {
  read.push('nodemailer')
  return { createTransport: () => ({ close: () => {} }) }
})

test('[RW27] what a provider or a mail server needs is read before anybody comes by it', async () => {
  expect(read).toEqual([])
  const config = {
    issuer: new URL('https://id.example'),
    clientId: 'svod',
    clientSecret: 's',
    name: 'Кабинет',
  }
  await createProvider({ config, signer: createSigner('secret', 'journey'), now: () => 0 })
  expect(read).toEqual(['openid-client'])
  await createMail({ url: 'smtp://mail.example', from: 'svod@example.org' })
  expect(read).toEqual(['openid-client', 'nodemailer'])
})
