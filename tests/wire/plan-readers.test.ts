/** Who can be named in a plan's comments. */
import { expect, test } from 'vitest'
import { createPlan } from './http-fixture.ts'
import { departmentOf, startHouse } from './people-fixture.ts'

test('[CU3] whoever reads a plan’s comments may see who else does, by name and colour alone', async () => {
  const house = await startHouse()
  const plan = await createPlan(house)
  const anna = await house.join('anna', 'viewer', { departments: [departmentOf(house)] })
  const [boris, galya] = [await house.join('boris', 'editor'), await house.join('galya', 'editor')]
  const [path, people] = [`/api/plans/${plan}/readers`, `/api/plans/${plan}/people`]
  await house.as(house.chief, 'PATCH', `${people}/${boris.id}`, { role: 'none' })
  await house.as(house.chief, 'DELETE', `/api/people/${galya.id}`)
  const hue = house.storage.catalogue.departments()[0]?.hue ?? 0
  expect((await house.as(anna, 'GET', path)).body).toEqual({
    readers: [
      { id: house.chief.id, name: 'Имя vera', hue: 0 },
      { id: anna.id, name: 'Имя anna', hue },
    ],
  })
  expect((await house.as(boris, 'GET', path)).status).toBe(403)
  expect((await house.as(null, 'GET', path)).status).toBe(401)
})
