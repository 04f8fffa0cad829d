/** Why an update is refused: the closed list of codes and the exception that carries one inside this folder. */

export type RefusalCode =
  /** Not an update: truncated, trailing bytes, wrong numbers, broken text. */
  | 'malformed'
  /** Over one of the limits. */
  | 'too-large'
  /** A change just made brings too many client ids that nobody knows: its sender's whole difference is asked for instead. */
  | 'unknown-clients'
  /** Would cost more to integrate than any honest change does. */
  | 'too-costly'
  /** A kind of content that a plan never holds. */
  | 'content-kind'
  /** Leaves a hole in a client's clock. */
  | 'gap'
  /** Refers to something that neither the document nor the update holds. */
  | 'missing'
  /** Refers to itself or to something that comes later. */
  | 'forward-reference'
  /** One client in two sections of an update. */
  | 'client-twice'
  /** Writes under a client id of somebody else. */
  | 'foreign-client'
  | 'unknown-root'
  /** Only the server writes there. */
  | 'server-only'
  | 'unknown-field'
  | 'bad-value'
  | 'bad-id'
  /** Something stands where it may not stand. */
  | 'bad-shape'
  | 'bad-node'
  | 'bad-attribute'
  | 'bad-mark'
  | 'bad-link'
  /** Neighbours that belong to different places. */
  | 'cross-link'
  | 'entity-exists'
  | 'entity-deleted'
  | 'entity-incomplete'
  | 'fragment-replaced'
  | 'required-register'
  /** Written once and for all: what a thread is about, whose a message is. */
  | 'fixed-register'
  /** This person may not do that. */
  | 'forbidden'
  /** They might, but the approved plan takes no changes of its content. */
  | 'plan-locked'

/** Thrown and caught inside `access/` alone. */
export class Refusal extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode, detail: string) {
    super(detail)
    this.name = 'Refusal'
    this.code = code
  }
}

/** Ends the inspection. `detail` is for logs; parts of it may come from the sender, so it is cut. */
export const refuse = (code: RefusalCode, detail: string): never => {
  throw new Refusal(code, detail.slice(0, 160))
}
