/**
 * The files of approved editions: made once, from exactly what was approved, and kept beside them (SPEC FZ*). That an edition
 * was approved is itself the order to make them, so a crash forgets none. Owns when they are made and that they are made
 * once; who may have one is its callers' question.
 */
import { SvodError } from '../../../shared/errors.ts'
import { isFrozenIntact, sealFrozen } from '../../storage/edition-seal.ts'
import { broken } from '../../storage/sealed-value.ts'
import {
  type ApprovalRecord,
  FROZEN_FORMATS,
  type FrozenFile,
  type FrozenFormat,
  type FrozenHead,
} from '../../storage/storage.ts'
import type { Deps } from '../deps.ts'
import { type FrozenFiles, type ShownFile, approvedEver } from './frozen.ts'
import { intactVersion } from './list-versions.ts'

export interface FrozenParts extends Pick<Deps, 'storage' | 'editions' | 'exportFile' | 'now'> {
  /** Hears of what could not be made; it is tried again. */
  onError: (error: unknown) => void
  /** Wait before the second try; doubled for every further one, up to an hour. */
  retryMs?: number
}

interface Place {
  planId: string
  version: number
  format: FrozenFormat
}

const RETRY_MS = 15_000
const LONGEST_WAIT_MS = 3_600_000

const keyOf = ({ planId, version, format }: Place): string => `${planId} ${version} ${format}`

const isBusy = (error: unknown): boolean => error instanceof SvodError && error.code === 'too-many-requests'

/** What is damaged does not heal by itself: the check finds it, and whoever asks for the file or the next start tries again. */
const isBroken = (error: unknown): boolean => error instanceof SvodError && error.code === 'data-broken'

class Maker implements FrozenFiles {
  private readonly parts: FrozenParts
  /** Files that are being made: whoever asks meanwhile gets the same one. */
  private readonly making = new Map<string, Promise<FrozenFile>>()
  /** How often making a file has failed since it last succeeded. */
  private readonly failed = new Map<string, number>()
  /** Files that cannot be made of what is stored: failed, and not tried again of itself. */
  private readonly hopeless = new Set<string>()
  /** Plans that are looked at one after the other, so that people's own exports find a worker. */
  private readonly waiting = new Set<string>()
  private readonly timers = new Set<NodeJS.Timeout>()
  private working = false
  private closed = false

  constructor(parts: FrozenParts) {
    this.parts = parts
  }

  async file(planId: string, version: number, format: FrozenFormat): Promise<FrozenFile> {
    const heads = await this.parts.storage.listFrozen(planId)
    const known = heads.find((head) => head.version === version && head.format === format)
    if (!known) return this.make({ planId, version, format })
    const file = await this.parts.storage.loadFrozen(planId, known.number)
    if (file && isFrozenIntact(file)) return file
    throw broken(`file ${known.number} of plan ${planId}`, new Error('its sum does not fit'))
  }

  private make(place: Place): Promise<FrozenFile> {
    const key = keyOf(place)
    const running = this.making.get(key)
    if (running) return running
    const made = this.makeNow(place).then(
      (file) => {
        this.failed.delete(key)
        this.hopeless.delete(key)
        return file
      },
      (error: unknown) => {
        // Where all workers are taken nothing has failed yet.
        if (!isBusy(error)) this.failed.set(key, (this.failed.get(key) ?? 0) + 1)
        if (isBroken(error)) this.hopeless.add(key)
        throw error
      },
    )
    this.making.set(key, made)
    const tidy = () => void this.making.delete(key)
    made.then(tidy, tidy)
    return made
  }

  private async makeNow({ planId, version, format }: Place): Promise<FrozenFile> {
    const { storage, editions, exportFile } = this.parts
    const { body, hash, createdAt } = await intactVersion(this.parts, planId, version)
    // Neither format holds a word that is not the plan's own: the language of the asker makes no difference.
    const { bytes } = await exportFile({
      source: { body },
      format,
      locale: 'ru',
      hidden: false,
      at: createdAt,
    })
    if (this.closed) throw new SvodError('shutting-down')
    return editions.run(planId, async () => {
      const heads = await storage.listFrozen(planId)
      const at = new Date(this.parts.now()).toISOString()
      const fresh = { number: heads.length + 1, version, hash, format, at, bytes }
      const file = sealFrozen(fresh, heads.at(-1))
      await storage.addFrozen(planId, file)
      return file
    })
  }

  want(planId: string): void {
    if (this.closed) return
    this.waiting.add(planId)
    void this.work()
  }

  /** Never rejects: what goes wrong is reported and tried again. */
  private async work(): Promise<void> {
    if (this.working) return
    this.working = true
    for (const planId of this.waiting) {
      this.waiting.delete(planId)
      if (this.closed) break
      const errors = await this.complete(planId).catch((error: unknown) => [error])
      this.again(planId, errors)
    }
    this.working = false
  }

  /** What went wrong; one that cannot be made keeps no other from being made. */
  private async complete(planId: string): Promise<unknown[]> {
    const errors: unknown[] = []
    for (const lacking of await this.lacking(planId)) {
      const place = { planId, ...lacking }
      if (this.closed) break
      if (this.hopeless.has(keyOf(place))) continue
      await this.make(place).catch((error: unknown) => void errors.push(error))
    }
    return errors
  }

  private async lacking(planId: string): Promise<{ version: number; format: FrozenFormat }[]> {
    const { storage } = this.parts
    const versions = approvedEver(await storage.listApprovals(planId))
    if (versions.length === 0) return []
    const heads = await storage.listFrozen(planId)
    const isThere = (version: number, format: FrozenFormat) =>
      heads.some((head) => head.version === version && head.format === format)
    return versions.flatMap((version) =>
      FROZEN_FORMATS.filter((format) => !isThere(version, format)).map((format) => ({ version, format })),
    )
  }

  private again(planId: string, errors: readonly unknown[]): void {
    if (this.closed) return
    for (const error of errors) if (!isBusy(error)) this.parts.onError(error)
    if (errors.every(isBroken)) return
    const ofPlan = [...this.failed].filter(([key]) => key.startsWith(`${planId} `) && !this.hopeless.has(key))
    const tries = Math.max(1, ...ofPlan.map(([, n]) => n))
    const ms = Math.min((this.parts.retryMs ?? RETRY_MS) * 2 ** (tries - 1), LONGEST_WAIT_MS)
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      this.want(planId)
    }, ms).unref()
    this.timers.add(timer)
  }

  async shown(planId: string, acts: readonly ApprovalRecord[]) {
    const versions = approvedEver(acts)
    const heads = versions.length === 0 ? [] : await this.parts.storage.listFrozen(planId)
    const files = versions.map(
      (version) =>
        [
          version,
          FROZEN_FORMATS.map((format) => this.shownFile({ planId, version, format }, heads)),
        ] as const,
    )
    if (files.some(([, all]) => all.some(({ state }) => state === 'making'))) this.want(planId)
    return new Map(files)
  }

  private shownFile(place: Place, heads: readonly FrozenHead[]): ShownFile {
    const { version, format } = place
    const head = heads.find((one) => one.version === version && one.format === format)
    if (!head) return { format, state: this.failed.has(keyOf(place)) ? 'failed' : 'making' }
    const { sha256, size, at } = head
    return { format, state: 'ready', sha256, size, at }
  }

  /** A plan that cannot be read is told of and keeps no other waiting. */
  async resume(): Promise<void> {
    const report = (error: unknown) => {
      if (!this.closed) this.parts.onError(error)
    }
    try {
      for (const { id } of await this.parts.storage.tracePlans()) {
        if (this.closed) return
        const lacking = await this.lacking(id).catch(report)
        if (lacking && lacking.length > 0) this.want(id)
      }
    } catch (error) {
      report(error)
    }
  }

  close(): void {
    this.closed = true
    for (const timer of this.timers) clearTimeout(timer)
  }
}

export const createFrozenFiles = (parts: FrozenParts): FrozenFiles => new Maker(parts)
