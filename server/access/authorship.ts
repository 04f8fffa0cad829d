/**
 * Who wrote what stands under a client id that is nobody's: in a document that was written anew all content of before
 * has one id of the server's [EP3], and this table says of its clocks whose they are. Owns the table alone.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

interface Run {
  /** The first clock behind it. */
  end: number
  author: string | null
}

/** The index of the run that holds the clock; that of none where it lies behind all. */
const runAt = (runs: readonly Run[], clock: number): number => {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (clock < (runs[middle]?.end ?? 0)) high = middle
    else low = middle + 1
  }
  return low
}

export class Authorship {
  /** By client: runs without gaps from clock 0 on. */
  private readonly runs = new Map<number, Run[]>()

  /** The next `length` clocks of the client are the author's; null: nobody knows whose. */
  wrote(client: number, length: number, author: string | null): void {
    const runs = this.runs.get(client) ?? []
    const last = runs.at(-1)
    if (last && last.author === author) last.end += length
    else runs.push({ end: (last?.end ?? 0) + length, author })
    this.runs.set(client, runs)
  }

  /** Whether the table is what tells of the client. */
  knows(client: number): boolean {
    return this.runs.has(client)
  }

  /** Whose `length` clocks from `clock` on are, stretch by stretch, in order. */
  of(client: number, clock: number, length: number): { length: number; author: string | null }[] {
    const runs = this.runs.get(client) ?? []
    const out: { length: number; author: string | null }[] = []
    for (let at = clock, index = runAt(runs, clock); at < clock + length && index < runs.length; index++) {
      const { end, author } = runs[index] as Run
      const until = Math.min(end, clock + length)
      out.push({ length: until - at, author })
      at = until
    }
    return out
  }

  names(): Set<string> {
    const names = [...this.runs.values()].flatMap((runs) => runs.flatMap(({ author }) => author ?? []))
    return new Set(names)
  }

  /** `numbers`: of every name. */
  write(encoder: encoding.Encoder, numbers: ReadonlyMap<string, number>): void {
    encoding.writeVarUint(encoder, this.runs.size)
    for (const [client, runs] of this.runs) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, runs.length)
      let start = 0
      for (const { end, author } of runs) {
        encoding.writeVarUint(encoder, end - start)
        encoding.writeVarUint(encoder, author === null ? 0 : (numbers.get(author) ?? 0) + 1)
        start = end
      }
    }
  }

  read(decoder: decoding.Decoder, names: readonly string[]): void {
    for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
      const client = decoding.readVarUint(decoder)
      for (let left = decoding.readVarUint(decoder); left > 0; left--) {
        const length = decoding.readVarUint(decoder)
        this.wrote(client, length, names[decoding.readVarUint(decoder) - 1] ?? null)
      }
    }
  }
}
