/**
 * The words of one person's plan that wait for their author: those that the browser keeps, and those of this session that
 * cannot be sent. Owns what is listed and where it is kept; what is unsent, and why, others know.
 */
import type * as Y from 'yjs'
import type { PlanView } from '../../shared/plan/view.ts'
import type { RescuedText } from '../plan/plan-session.ts'
import { gatherWords, isStranded, type RescueContext, strandedTexts } from './rescue.ts'
import { createValue } from './store.ts'
import { dismissRescued, giveUpCache, listRescued, type Vault, wordsOf } from './vault.ts'
import { isInTime, type World } from './world.ts'

export interface WaitingParts {
  planId: string
  owner: string
  doc: Y.Doc
  view: () => PlanView
  world: Pick<World, 'now' | 'ids' | 'patience'>
  /** Something waits that did not, or is kept otherwise than before. */
  changed: () => void
}

export class WaitingWords {
  readonly list = createValue<readonly RescuedText[]>([])
  private readonly parts: WaitingParts
  private vault: Vault | null = null
  /** Words without a place that were told, by this session or one before; null while nobody has. */
  private told: string[] | null = null
  /** Of what this session puts into the vault. */
  private keeping: Promise<unknown> = Promise.resolve()

  constructor(parts: WaitingParts) {
    this.parts = parts
  }

  /** What the page itself holds is there at once. */
  begin(vault: Vault): void {
    this.vault = vault
    const { planId, owner } = this.parts
    this.add(wordsOf(vault.memory.values(), planId, owner))
  }

  /** What the browser's store holds. */
  async read(): Promise<void> {
    const { vault } = this
    if (vault !== null) this.add(await listRescued(vault, this.parts.planId, this.parts.owner))
  }

  /** Whether some of them are nowhere but in this page. */
  get onlyHere(): boolean {
    return this.list.get().some(({ id }) => this.vault?.memory.has(id) === true)
  }

  dismiss(ids: readonly string[]): void {
    const gone = new Set(ids)
    this.list.set(this.list.get().filter((text) => !gone.has(text.id)))
    this.parts.changed()
    // Where the browser refuses, they come back at the next visit: better than saying that nothing is kept any more.
    if (this.vault !== null) void dismissRescued(this.vault, ids).catch(() => undefined)
  }

  /**
   * Words that the server says have no place any more. They are kept at once: the ack that follows makes the copy forget
   * them. What is carried again is told again, and waits once [EP19].
   */
  strand(words: readonly string[]): void {
    this.told ??= this.list.get().flatMap((text) => (isStranded(text) ? [text.text] : []))
    const known = [...this.told]
    const fresh = words.filter((word) => {
      const at = known.indexOf(word)
      if (at >= 0) known.splice(at, 1)
      return at < 0
    })
    this.told.push(...fresh)
    void this.keep(strandedTexts(fresh, this.context('epoch-changed', null)), null)
  }

  /** The session's document is given up, and the browser's copy of it: what was unsent at `targets` waits from here on. */
  async giveUp(targets: readonly string[], code: string, cache: string | null): Promise<void> {
    await this.keep(this.gather(targets, code, cache), cache)
  }

  /** The session has ended, and no copy holds what is unsent. A part of it may be in one, which then is sent as well. */
  async hold(targets: readonly string[]): Promise<void> {
    await this.keep(this.gather(targets, 'unkept', null), null)
  }

  /** The session has ended; the copy holds what is unsent, for the day on which it may be sent. Until then it is to be read. */
  show(targets: readonly string[], code: string): void {
    this.add(this.gather(targets, code, null).map((text) => ({ ...text, inCopy: true })))
    this.parts.changed()
  }

  /** The browser's store is gone: what it held is in this page alone, for all that anybody knows. */
  storeLost(): void {
    const own = this.list.get().filter(({ inCopy }) => inCopy !== true)
    for (const text of own) this.vault?.memory.set(text.id, text)
    this.list.set(own)
    this.parts.changed()
  }

  private context(code: string, cache: string | null): RescueContext {
    const { planId, owner, world } = this.parts
    return { planId, owner, code, cache, now: world.now, ids: world.ids }
  }

  private gather(targets: readonly string[], code: string, cache: string | null): RescuedText[] {
    return gatherWords(this.parts.doc, this.parts.view(), targets, this.context(code, cache))
  }

  /** In memory from this moment on; resolves when the browser has them too, or has not answered in time. */
  private async keep(texts: readonly RescuedText[], cache: string | null): Promise<void> {
    const { vault } = this
    if (vault === null) return
    this.keeping = Promise.all([this.keeping, giveUpCache(vault, cache, texts)])
    this.add(texts)
    this.parts.changed()
    await isInTime(this.keeping, this.parts.world.patience)
    this.parts.changed()
  }

  private add(texts: readonly RescuedText[]): void {
    if (texts.length === 0) return
    const all = new Map([...this.list.get(), ...texts].map((text) => [text.id, text]))
    this.list.set([...all.values()].sort((left, right) => left.at - right.at))
  }
}
