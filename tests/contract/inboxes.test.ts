/** What every storage adapter promises about what people are told. */
import { describe, expect, test } from 'vitest'
import { type InboxData, type KeptNotice, newInbox } from '../../server/storage/inbox-data.ts'
import { adapters, later, refusal } from './adapters.ts'

const notice = (number: number): KeptNotice => ({
  id: `m.${number}`,
  says: 'mention.said',
  plan: 'p',
  at: 1_700_000_000_000 + number,
  by: 'anna',
  name: 'Анна',
  mark: '',
  thread: 't',
  message: `${number}`,
  row: 'r',
  section: null,
  about: 'Мастер-форум',
  text: 'Когда?',
  readAt: null,
  mailed: false,
})

const adding =
  (number: number) =>
  (data: InboxData): InboxData => ({ ...data, notices: [...data.notices, notice(number)] })

describe.each(adapters)('$name: inboxes', (adapter) => {
  test('[IB1] an inbox is one value a person, and what is read is what is on disk', async () => {
    const storage = await adapter.open()
    expect(await storage.inboxes.read('anna')).toEqual(newInbox())
    expect(await storage.inboxes.people()).toEqual([])
    await storage.inboxes.change('anna', adding(1))
    await storage.inboxes.change('борис', (data) => ({
      ...data,
      settings: { rhythm: 'daily', ways: { mention: 'off' } },
      locale: 'ru',
      mail: { attempt: { at: 5, ids: ['m.1'] }, failures: 2, notBefore: 7 },
    }))
    const again = await later(adapter, storage)
    expect((await again.inboxes.read('anna')).notices).toEqual([notice(1)])
    expect(await again.inboxes.read('борис')).toMatchObject({
      settings: { rhythm: 'daily', ways: { mention: 'off' } },
      locale: 'ru',
      mail: { attempt: { at: 5, ids: ['m.1'] }, failures: 2, notBefore: 7 },
    })
    expect((await again.inboxes.people()).toSorted()).toEqual(['anna', 'борис'])
    await again.inboxes.remove('anna')
    await again.inboxes.remove('nobody')
    expect(await again.inboxes.read('anna')).toEqual(newInbox())
    expect(await again.inboxes.people()).toEqual(['борис'])
  })

  test('[IB1] changes of one person see each other; one that throws or does nothing changes nothing', async () => {
    const storage = await adapter.open()
    const numbers = Array.from({ length: 40 }, (_, number) => number)
    await Promise.all(numbers.map((number) => storage.inboxes.change('anna', adding(number))))
    const refused = storage.inboxes.change('anna', () => {
      throw new RangeError('no')
    })
    const same = storage.inboxes.change('anna', (data) => data)
    await expect(refused).rejects.toThrow('no')
    expect((await same).notices).toHaveLength(40)
    const read = await storage.inboxes.read('anna')
    read.notices.length = 0
    const kept = await (await later(adapter, storage)).inboxes.read('anna')
    expect(kept.notices.map(({ id }) => id)).toEqual(numbers.map((number) => `m.${number}`))
  })

  test('[IB1] an id that cannot be kept is refused, and reads as nobody', async () => {
    const storage = await adapter.open()
    for (const id of ['', 'a\0b', 'я'.repeat(100)]) {
      await expect(storage.inboxes.change(id, adding(1))).rejects.toEqual(refusal('bad-request'))
      expect(await storage.inboxes.read(id)).toEqual(newInbox())
      await storage.inboxes.remove(id)
    }
  })
})
