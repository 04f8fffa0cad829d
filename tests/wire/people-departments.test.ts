/** A department that has gone gives no rights, by whatever way somebody still had it. */
import { expect, test } from 'vitest'
import { createPlan } from './http-fixture.ts'
import { startHouse } from './people-fixture.ts'

type Made = { id: string }
type Me = { identity: { departments: string[] } }

test('[PP15] a closed account whose department has gone comes back without it', async () => {
  const house = await startHouse()
  const add = async (name: string) =>
    (await house.as<Made>(house.chief, 'POST', '/api/departments', { name })).body.id
  const [archive, stays] = [await add('Архив'), await add('Музей')]
  const anna = await house.join('anna', 'editor', { departments: [archive, stays] })
  const plan = `/api/plans/${await createPlan(house)}`
  const made = await house.as<Made>(house.chief, 'POST', `${plan}/sections`, {
    title: 'Архив',
    department: archive,
  })
  const path = `/api/people/${anna.id}`
  await house.as(house.chief, 'DELETE', path)
  expect((await house.as(house.chief, 'DELETE', `/api/departments/${archive}`)).status).toBe(204)
  const reopened = await house.as<Me['identity']>(house.chief, 'PATCH', path, { closed: false })
  expect(reopened.body.departments).toEqual([stays])
  const headers = { cookie: Object.values((await house.signIn('anna')).cookies).join('; ') }
  const item = { section: made.body.id, title: 'Чтения' }
  expect((await house.as({ headers }, 'POST', `${plan}/items`, item)).status).toBe(403)
})

test('[PP15] a department that an account still names by chance gives no rights', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  await house.storage.directory.change((data) => ({
    ...data,
    people: data.people.map((one) => (one.id === anna.id ? { ...one, departments: ['gone'] } : one)),
  }))
  const me = await house.as<Me>(anna, 'GET', '/api/me')
  expect(me.body.identity.departments).toEqual([])
})
