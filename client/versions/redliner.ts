/**
 * Compares plans for one page, one pair at a time, in a worker; where there is none, on the page. Owns the order of
 * questions: one is under way, the newest waits, what lies between is never asked.
 */
import type { PlanJson } from '../../shared/plan/json.ts'
import { keepRedline } from './keep-redline.ts'
import { type Answer, Packer, type Question, type ShownRedline, createAnswerer } from './redline-wire.ts'

/** Two plans, and what they are as a pair: the draft goes on, the pair stays. */
export interface Pair {
  of: string
  before: PlanJson
  after: PlanJson
}

export interface Compared {
  of: string
  redline: ShownRedline
}

/** As much of a worker as is used. */
export interface WorkerLike {
  postMessage(question: Question): void
  addEventListener(
    type: 'message' | 'error' | 'messageerror',
    listener: (event: { data?: unknown; preventDefault?: () => void }) => void,
  ): void
  terminate(): void
}

export interface RedlinerOptions {
  /** Throws, or gives null, where there are no workers. */
  spawn: () => WorkerLike | null
  onCompared: (compared: Compared) => void
  /** What was thrown while comparing; the pair has no redline. */
  onFailed: (of: string, error: unknown) => void
}

export class Redliner {
  readonly #options: RedlinerOptions
  #worker: WorkerLike | null = null
  #packer = new Packer()
  #answerHere = createAnswerer()
  #underWay: { pair: Pair; question: Question } | null = null
  #waiting: Pair | null = null
  #last: Compared | null = null
  #isOver = false

  constructor(options: RedlinerOptions) {
    this.#options = options
    this.#worker = this.#open()
  }

  #open(): WorkerLike | null {
    try {
      const worker = this.#options.spawn()
      worker?.addEventListener('message', ({ data }) => this.#take(data as Answer))
      for (const type of ['error', 'messageerror'] as const) {
        worker?.addEventListener(type, (event) => {
          // What went wrong there is done here, and told where it goes wrong again.
          event.preventDefault?.()
          this.#goOnHere()
        })
      }
      return worker
    } catch {
      // Refused by the browser or its policy: the page compares by itself, which is slower and nothing else.
      return null
    }
  }

  /** Asks for a pair; whatever waited is dropped. */
  ask(pair: Pair): void {
    this.#waiting = pair
    if (this.#underWay === null) this.#next()
  }

  end(): void {
    this.#isOver = true
    this.#worker?.terminate()
    this.#worker = null
  }

  #next(): void {
    const pair = this.#waiting
    this.#waiting = null
    if (pair === null || this.#isOver) return
    const question = this.#packer.ask(pair.before, pair.after)
    this.#underWay = { pair, question }
    if (this.#worker) this.#worker.postMessage(question)
    else this.#compareHere()
  }

  #compareHere(): void {
    const { pair, question } = this.#underWay ?? {}
    if (!pair || !question) return
    let answer: Answer
    try {
      answer = this.#answerHere(question)
    } catch (error) {
      this.#underWay = null
      this.#options.onFailed(pair.of, error)
      return this.#next()
    }
    this.#take(answer)
  }

  /** The worker is lost: what it knew is forgotten, and what it was asked is compared here. */
  #goOnHere(): void {
    this.#worker?.terminate()
    this.#worker = null
    this.#packer = new Packer()
    this.#answerHere = createAnswerer()
    this.#waiting ??= this.#underWay?.pair ?? null
    this.#underWay = null
    this.#next()
  }

  #take(answer: Answer): void {
    const done = this.#underWay
    if (this.#isOver || done === null || answer.ask !== done.question.ask) return
    this.#underWay = null
    const { of } = done.pair
    // An older state of the same pair is shown: with many people writing the newest would never come.
    if (this.#waiting === null || this.#waiting.of === of) {
      const redline = keepRedline(this.#last?.redline ?? null, this.#packer.read(done.question, answer))
      this.#last = { of, redline }
      this.#options.onCompared(this.#last)
    }
    this.#next()
  }
}
