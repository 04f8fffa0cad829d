/** The saving state as it is shown: late with "saved", never early. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SavedState } from '../../../../client/plan/plan-session.ts'
import { createSteady } from '../../../../client/presence/steady.ts'
import { announcementKey, explanationKey } from '../../../../client/presence/saved-words.ts'
import { messagesEn } from '../../../../shared/i18n/messages.en.ts'
import { messagesRu } from '../../../../shared/i18n/messages.ru.ts'
import { createValue } from '../../../../client/sync/store.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

const saving: SavedState = { kind: 'saving', changes: 1 }
const saved: SavedState = { kind: 'saved' }

describe('the shown state', () => {
  it('[SV9] goes to saving at once, and to saved only when typing pauses', () => {
    const source = createValue<SavedState>(saved)
    const steady = createSteady(source, Date.now)
    const stop = steady.subscribe(() => undefined)
    for (let stroke = 0; stroke < 5; stroke += 1) {
      source.set({ ...saving })
      expect(steady.get().state.kind).toBe('saving')
      source.set({ ...saved })
      vi.advanceTimersByTime(100)
      expect(steady.get().state.kind).toBe('saving')
    }
    vi.advanceTimersByTime(400)
    expect(steady.get().state.kind).toBe('saved')
    stop()
  })

  it('[SV9] shows trouble at once, and since when', () => {
    const source = createValue<SavedState>(saving)
    const steady = createSteady(source, Date.now)
    const stop = steady.subscribe(() => undefined)
    vi.advanceTimersByTime(1000)
    source.set({ kind: 'offline', changes: 1 })
    vi.advanceTimersByTime(1000)
    source.set({ kind: 'offline', changes: 2 })
    expect(steady.get()).toEqual({ state: { kind: 'offline', changes: 2 }, since: 1000 })
    stop()
  })
})

describe('what is said', () => {
  it('[SV10] announces trouble and the end of it, never ordinary saving', () => {
    const of = (kind: SavedState['kind']) => ({ kind, changes: 0, code: '' }) as SavedState
    expect(announcementKey(of('saving'), of('saved'))).toBeNull()
    expect(announcementKey(of('saved'), of('saving'))).toBeNull()
    expect(announcementKey(of('saved'), of('offline'))).toBe('sync.announce.offline')
    expect(announcementKey(of('offline'), of('saved'))).toBe('sync.announce.back')
    expect(announcementKey(of('offline'), of('not-saved'))).toBe('sync.announce.not-saved')
  })

  it('[SV10] explains every reason, unknown ones as a refusal', () => {
    const because = (code: string) => explanationKey({ kind: 'not-saved', changes: 1, code })
    expect(because('storage-failed')).toBe('sync.not-saved.storage-failed')
    expect(because('forbidden')).toBe('sync.not-saved.refused')
    expect(explanationKey(saved)).toBe('sync.saved.text')
    for (const code of ['plan-newer', 'bad-request', 'too-large'])
      expect(because(code)).toBe(`sync.not-saved.${code}`)
    expect(because('too-many-connections')).toBe('sync.not-saved.too-many')
  })

  it('[SV12] does not say of what will be written offline that the browser keeps it, where it does not', () => {
    const offline = { kind: 'offline', changes: 0, memoryOnly: true } as const
    expect(explanationKey(offline)).toBe('sync.offline.memory-only')
    expect(announcementKey(saved, offline)).toBe('sync.announce.memory-only')
  })

  it('[SV12] promises nothing of the browser where nobody has asked what it keeps', () => {
    for (const words of [messagesRu, messagesEn])
      for (const key of ['error.storage-failed', 'common.crash.text'] as const)
        expect(words[key]).not.toMatch(/браузер|browser|не пропал|not lost/)
  })

  it('[SV12] says neither while the browser may still come to keep it', () => {
    const closed = { kind: 'not-saved', changes: 1, code: 'client-outdated', keeping: true } as const
    expect(explanationKey(closed)).toBe('sync.not-saved.keeping')
  })

  it('[SV12] says that only the page holds the words, whatever the reason', () => {
    for (const code of ['client-outdated', 'storage-failed', 'forbidden'])
      expect(explanationKey({ kind: 'not-saved', changes: 1, code, memoryOnly: true })).toBe(
        'sync.not-saved.memory-only',
      )
  })
})
