/** Taking a plan along while the disk is full: readers get it, and the audit trail has it as soon as there is room. */
import { expect, test, vi } from 'vitest'
import { createReadingTrail } from '../../server/commands/reading-trail.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import { SvodError } from '../../shared/errors.ts'
import { ADMIN, createPlan, startHttp } from './http-fixture.ts'

const full = () => Promise.reject(new SvodError('storage-failed'))

test('[AL4] on a full disk a plan, its report and the backup are handed out; the trail has it all afterwards', async () => {
  const storage = openMemoryStorage()
  const server = await startHttp({ storage })
  const plan = await createPlan(server)
  const writes = [
    vi.spyOn(storage, 'append').mockImplementation(full),
    vi.spyOn(storage, 'createPlan').mockImplementation(full),
    vi.spyOn(storage, 'appendAudit').mockImplementation(full),
  ]
  const get = (path: string) => fetch(server.url + path, { headers: ADMIN })
  for (const path of ['export.json', 'report.xlsx']) {
    const answer = await get(`/api/plans/${plan}/${path}`)
    expect([path, answer.status]).toEqual([path, 200])
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100)
  }
  const backup = await get('/api/backup')
  expect((await backup.text()).trim().split('\n').at(-1)).toContain('"kind":"end"')
  // What changes something is not let through without its line.
  expect((await server.call('POST', `/api/plans/${plan}/versions`, { name: 'x' })).status).toBe(503)
  writes.forEach((write) => write.mockRestore())
  const taken = async () =>
    (await storage.readAudit(50))
      .filter(({ action }) => /export|backup/.test(action))
      .map(({ action }) => action)
  await expect.poll(taken, { timeout: 20_000 }).toEqual(['backup.create', 'plan.export', 'plan.export'])
})

test('[AL4] lines wait in their order with their time, are told, and no more than a thousand of them', async () => {
  vi.useFakeTimers()
  try {
    let time = 0
    const [written, told]: [string[], number[]] = [[], []]
    let isFull = true
    const trail = createReadingTrail({
      storage: {
        appendAudit: async (record) =>
          isFull ? full() : void written.push(`${record.at.slice(20)} ${record.plan}`),
      },
      now: () => (time += 1),
      onWaiting: ({ at }) => told.push(Date.parse(at)),
    })
    const who = { id: 'a', name: 'Анна' }
    for (let count = 0; count < 1000; count++) await trail.note(who, 'plan.export', `p${count}`)
    await expect(trail.note(who, 'plan.export', 'p')).rejects.toMatchObject({ code: 'storage-failed' })
    expect(told.length).toBe(1000)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(written).toEqual([])
    isFull = false
    await vi.advanceTimersByTimeAsync(2_000)
    expect(written.length).toBe(1000)
    expect(written.slice(0, 2)).toEqual(['001Z p0', '002Z p1'])
    await trail.note(who, 'plan.export', 'last')
    expect(written.at(-1)).toContain(' last')
    await trail.close()
  } finally {
    vi.useRealTimers()
  }
})
