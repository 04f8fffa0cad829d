/** Who counts as somebody who can still run the house. */
import { expect, test } from 'vitest'
import { withPerson } from '../../../server/commands/people/directory.ts'
import { newDirectory } from '../../../server/storage/directory-data.ts'
import { personEntry } from '../../support/storage-samples.ts'

test('[PP12] a subject is a way in only where a provider is set', () => {
  const vera = { ...personEntry('vera'), role: 'chief' as const, closedAt: null, password: 'stored' }
  const anna = { ...vera, id: 'anna', login: 'anna', password: null, subject: 'issuer anna' }
  const house = { ...newDirectory(), people: [vera, anna] }
  const close = (hasProvider: boolean, id: string) =>
    withPerson({ hasProvider }, house, id, (one) => ({ ...one, closedAt: '2026-01-01T00:00:00.000Z' }))
  expect(() => close(false, vera.id)).toThrow('last-chief')
  expect(close(true, vera.id).people[0]?.closedAt).not.toBeNull()
  expect(close(false, 'anna').people[1]?.closedAt).not.toBeNull()
})
