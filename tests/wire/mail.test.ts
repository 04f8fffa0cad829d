/** Letters to people, over a real SMTP server. */
import { expect, test } from 'vitest'
import { createMail, smtpOptions } from '../../server/mail.ts'
import { startPostBox } from '../support/smtp.ts'

test('[PV4] a letter arrives with its sender, address, subject and words', async () => {
  const box = await startPostBox()
  const mail = await createMail({ url: box.url, from: 'Svod <svod@example.org>' })
  await mail.send({ to: 'anna@example.org', subject: 'Новый пароль', text: 'Ссылка: http://svod/join#x' })
  mail.close()
  const [letter = ''] = box.letters
  expect(letter).toContain('To: anna@example.org')
  expect(letter).toContain('From: Svod <svod@example.org>')
  expect(letter).toContain(`=?UTF-8?B?${Buffer.from('Новый пароль').toString('base64')}?=`)
  expect(letter).toMatch(/Content-Type: text\/plain; charset=utf-8/)
})

test('[PV4] a line break in an address or a subject makes no header of its own', async () => {
  const box = await startPostBox()
  const mail = await createMail({ url: box.url, from: 'svod@example.org' })
  await mail.send({ to: 'anna@example.org', subject: 'Привет\r\nBcc: eve@example.org', text: 'x' })
  mail.close()
  expect(box.letters[0]).not.toMatch(/^Bcc:/im)
})

test('[PV4] a server that does not answer is an error', async () => {
  const box = await startPostBox()
  await box.close()
  const mail = await createMail({ url: box.url, from: 'svod@example.org' })
  await expect(mail.send({ to: 'anna@example.org', subject: 's', text: 't' })).rejects.toThrow('ECONNREFUSED')
  mail.close()
})

test('[PV4] a password for the mail server is not sent in the open', () => {
  expect(smtpOptions('smtp://user:p%40ss@mail.example')).toEqual({
    host: 'mail.example',
    port: 587,
    secure: false,
    requireTLS: true,
    auth: { user: 'user', pass: 'p@ss' },
  })
  expect(smtpOptions('smtps://user:p@mail.example')).toMatchObject({ port: 465, secure: true })
  expect(smtpOptions('smtp://mail.example:25')).toMatchObject({ port: 25, requireTLS: false })
  expect(smtpOptions('smtp://u:p@[::1]:25')).toMatchObject({ host: '::1', requireTLS: false })
})

test('[PV4] what looks like several addresses is one', async () => {
  const box = await startPostBox()
  const mail = await createMail({ url: box.url, from: 'svod@example.org' })
  await mail.send({ to: 'eve,anna@example.org', subject: 's', text: 't' })
  mail.close()
  expect(box.letters).toEqual([expect.stringContaining('To: <"eve,anna"@example.org>')])
})
