/** Files of approved editions: made once, whatever fails meanwhile, of exactly what was approved. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { createFrozenFiles } from '../../../server/commands/versions/frozen-files.ts'
import { createTurns } from '../../../server/commands/versions/turns.ts'
import { SvodError } from '../../../shared/errors.ts'
import type { Deps, ExportRequest } from '../../../server/commands/deps.ts'
import { planIn } from '../../../server/plan-source.ts'
import { hashOf } from '../../../server/storage/edition-seal.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import { approvalNumber, versionNumber } from '../../support/storage-samples.ts'
import type { Storage } from '../../../server/storage/storage.ts'

/** A second is what vitest waits of itself, which a busy machine takes for less. */
const PATIENCE = { timeout: 30_000 }

const openStore = async () => {
  const storage = openMemoryStorage()
  await storage.createPlan('p', 'epoch')
  for (const number of [1, 2]) {
    const body = JSON.stringify({ title: `Редакция ${number}` })
    const previousHash = number === 1 ? '' : hashOf(JSON.stringify({ title: 'Редакция 1' }))
    await storage.addVersion('p', { ...versionNumber(number), body, hash: hashOf(body), previousHash })
  }
  return storage
}

type Store = Awaited<ReturnType<typeof openStore>>

const makerOn = (storage: Store, exportFile: Deps['exportFile']) => {
  const errors: unknown[] = []
  const onError = (error: unknown) => void errors.push(error)
  const parts = { storage, exportFile, onError, editions: createTurns(), now: () => 0, retryMs: 1 }
  const frozen = createFrozenFiles(parts)
  onTestFinished(() => frozen.close())
  return { frozen, errors }
}

const formats = async (storage: Store): Promise<string[]> =>
  (await storage.listFrozen('p')).map(({ version, format }) => `${version}.${format}`)

/** What a request would be written as. */
const echo = ({ source, format }: ExportRequest) => {
  const { title, year } = planIn(source)
  return Promise.resolve({ bytes: Buffer.from(`${title} ${format}`), title, year })
}

test('[FZ1] [FZ3] an approval is all that it takes: after a start what is missing is made, once', async () => {
  const storage = await openStore()
  await storage.addApproval('p', { ...approvalNumber(1), version: 2 })
  const asked: string[] = []
  const { frozen, errors } = makerOn(storage, (request) => {
    asked.push(request.format)
    return echo(request)
  })
  await frozen.resume()
  frozen.want('p')
  await vi.waitUntil(async () => (await formats(storage)).length === 2, PATIENCE)
  expect(await formats(storage)).toEqual(['2.docx', '2.pdf'])
  // Whoever asks for one meanwhile and afterwards gets the same bytes, and nothing is made twice.
  const [one, two] = await Promise.all([frozen.file('p', 2, 'docx'), frozen.file('p', 2, 'docx')])
  expect(Buffer.from(one.bytes).toString()).toBe('Редакция 2 docx')
  expect(two).toEqual(one)
  await frozen.resume()
  expect([asked, errors]).toEqual([['docx', 'pdf'], []])
})

test('[FZ3] what cannot be made is said and tried again, and the approval stands', async () => {
  const storage = await openStore()
  const act = { ...approvalNumber(1), version: 1 }
  await storage.addApproval('p', act)
  let fails = 3
  const seen = new Set<string>()
  const stateOf = async () => (await frozen.shown('p', [act])).get(1)?.map(({ state }) => state)
  const { frozen, errors } = makerOn(storage, async (request) => {
    if (request.format !== 'pdf') return echo(request)
    seen.add(String(await stateOf()))
    if (fails-- > 0) throw new Error('no paper')
    return echo(request)
  })
  expect(await stateOf()).toEqual(['making', 'making'])
  await vi.waitUntil(async () => String(await stateOf()) === 'ready,ready', PATIENCE)
  expect(errors).toHaveLength(3)
  expect([...seen]).toEqual(['ready,making', 'ready,failed'])
})

test('[FZ3] a server that stops begins no more, and the next one goes on', async () => {
  const storage = await openStore()
  await storage.addApproval('p', { ...approvalNumber(1), version: 1 })
  const stopping = makerOn(storage, (request) => {
    stopping.frozen.close()
    return echo(request)
  })
  await expect(stopping.frozen.file('p', 1, 'docx')).rejects.toMatchObject({ code: 'shutting-down' })
  expect(await formats(storage)).toEqual([])
  const next = makerOn(storage, echo)
  await next.frozen.resume()
  await vi.waitUntil(async () => (await formats(storage)).length === 2, PATIENCE)
})

test('[FZ2] a file whose bytes are not what was kept is not handed out', async () => {
  const storage = await openStore()
  await storage.addApproval('p', { ...approvalNumber(1), version: 1 })
  const { frozen } = makerOn(storage, echo)
  await frozen.file('p', 1, 'pdf')
  const load = storage.loadFrozen.bind(storage)
  vi.spyOn(storage, 'loadFrozen').mockImplementation(async (id, number) => {
    const file = await load(id, number)
    return file && { ...file, bytes: Buffer.from('forged') }
  })
  await expect(frozen.file('p', 1, 'pdf')).rejects.toMatchObject({ code: 'data-broken' })
})

/** Both editions are approved; the acts. */
const approveTwo = async (storage: Storage) => {
  const acts = [1, 2].map((number) => ({
    ...approvalNumber(number),
    act: 'approved' as const,
    version: number,
  }))
  for (const act of acts) await storage.addApproval('p', act)
  return acts
}

test('[FZ6] a file that cannot be made keeps no later edition from its files', async () => {
  const storage = await openStore()
  await approveTwo(storage)
  const asked: string[] = []
  const { frozen, errors } = makerOn(storage, (request) => {
    const { title } = planIn(request.source)
    asked.push(`${title} ${request.format}`)
    if (title === 'Редакция 1' && request.format === 'pdf') return Promise.reject(new Error('no paper'))
    return echo(request)
  })
  frozen.want('p')
  await vi.waitUntil(async () => (await formats(storage)).length === 3, PATIENCE)
  expect(await formats(storage)).toEqual(['1.docx', '2.docx', '2.pdf'])
  // It is tried again all the same.
  await vi.waitUntil(() => asked.filter((one) => one === 'Редакция 1 pdf').length > 1, PATIENCE)
  expect(errors).not.toEqual([])
})

test('[FZ6] what is damaged is failed, is told of once, and holds nothing up', async () => {
  const storage = await openStore()
  const acts = await approveTwo(storage)
  const load = storage.loadVersion.bind(storage)
  const spy = vi.spyOn(storage, 'loadVersion').mockImplementation(async (id, number) => {
    const version = await load(id, number)
    return number === 1 && version ? { ...version, body: '{"title":"forged"}' } : version
  })
  const { frozen, errors } = makerOn(storage, echo)
  const states = async () =>
    [...(await frozen.shown('p', acts)).values()].map((files) => files.map(({ state }) => state).join())
  frozen.want('p')
  await vi.waitUntil(async () => String(await states()) === 'failed,failed,ready,ready', PATIENCE)
  frozen.want('p')
  await vi.waitUntil(() => errors.length === 2, PATIENCE)
  expect(errors).toMatchObject([{ code: 'data-broken' }, { code: 'data-broken' }])
  // Whoever asks for it has it made where the damage was mended.
  spy.mockRestore()
  expect(Buffer.from((await frozen.file('p', 1, 'pdf')).bytes).toString()).toBe('Редакция 1 pdf')
  expect(await states()).toEqual(['failed,ready', 'ready,ready'])
})

test('[FZ6] after a start a plan that cannot be read keeps no other from its files', async () => {
  const storage = await openStore()
  await storage.addApproval('p', { ...approvalNumber(1), version: 1 })
  const [traces, acts] = [storage.tracePlans.bind(storage), storage.listApprovals.bind(storage)]
  vi.spyOn(storage, 'tracePlans').mockImplementation(async () => [
    { id: 'rotten', changedAt: null, isEmpty: true },
    ...(await traces()),
  ])
  const damage = new SvodError('data-broken', { what: 'an act of plan rotten' })
  vi.spyOn(storage, 'listApprovals').mockImplementation((id) =>
    id === 'rotten' ? Promise.reject(damage) : acts(id),
  )
  const { frozen, errors } = makerOn(storage, echo)
  await frozen.resume()
  await vi.waitUntil(async () => (await formats(storage)).length === 2, PATIENCE)
  expect(errors).toEqual([damage])
})
