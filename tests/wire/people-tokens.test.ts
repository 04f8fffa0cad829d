/** What a token has handed out goes with it. */
import { expect, test } from 'vitest'
import { type House, secretOf, startHouse } from './people-fixture.ts'

type Made = { id: string; token: string; link: string }
type Program = { id: string; headers: { authorization: string } }

const createToken = async (house: House, by: { headers: object }, name: string): Promise<Program> => {
  const who = by as { headers: Record<string, string> }
  const { status, body } = await house.as<Made>(who, 'POST', '/api/tokens', { name, role: 'chief' })
  expect(status).toBe(201)
  return { id: body.id, headers: { authorization: `Bearer ${body.token}` } }
}

/** A thief with a chief editor's token makes keys of every kind, and keys with these. */
const stage = async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  const stolen = await createToken(house, house.chief, 'Украденный')
  const second = await createToken(house, stolen, 'Второй')
  const third = await createToken(house, second, 'Третий')
  const other = await createToken(house, house.chief, 'Чужой')
  const invite = async (who: Program) =>
    secretOf((await house.as<Made>(who, 'POST', '/api/invitations', { role: 'chief' })).body.link)
  const links = [
    await invite(stolen),
    await invite(third),
    secretOf((await house.as<Made>(second, 'POST', `/api/people/${anna.id}/reset`)).body.link),
  ]
  const kept = await invite(other)
  const look = async (secret: string) => (await house.post('/api/links/look', { secret })).status
  const me = async (who: Program) => (await house.as(who, 'GET', '/api/me')).status
  expect(await Promise.all([...links, kept].map(look))).toEqual([200, 200, 200, 200])
  return { house, stolen, made: [second, third], other, links, kept, look, me }
}

test('[PP10] with a token that is revoked go the tokens and links that were made with it', async () => {
  const { house, stolen, made, other, links, kept, look, me } = await stage()
  expect((await house.as(house.chief, 'DELETE', `/api/tokens/${stolen.id}`)).status).toBe(204)
  expect(await Promise.all(links.map(look))).toEqual([410, 410, 410])
  expect(await Promise.all([stolen, ...made].map(me))).toEqual([401, 401, 401])
  expect([await look(kept), await me(other)]).toEqual([200, 200])
  const revoked = (await house.storage.readAudit(20)).filter(({ action }) => action === 'token.revoke')
  const whom = revoked.map(({ details }) => details.whom)
  expect([whom.length, new Set(whom)]).toEqual([3, new Set(['Украденный', 'Второй', 'Третий'])])
})

test('[PP10] a token that is chief editor of the house no more hands out nothing that lasts', async () => {
  for (const change of [{ role: 'editor' }, { plans: [] }]) {
    const { house, stolen, made, other, links, kept, look, me } = await stage()
    const path = `/api/tokens/${stolen.id}`
    expect((await house.as(house.chief, 'PATCH', path, { name: 'Ещё' })).status).toBe(200)
    expect(await Promise.all(links.map(look))).toEqual([200, 200, 200])
    expect((await house.as(house.chief, 'PATCH', path, change)).status).toBe(200)
    expect(await Promise.all(links.map(look))).toEqual([410, 410, 410])
    expect(await Promise.all(made.map(me))).toEqual([401, 401])
    expect([await look(kept), await me(other), await me(stolen)]).toEqual([200, 200, 200])
  }
})
