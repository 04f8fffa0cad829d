/** The judge of convergence: it finds every fault that it is there to find. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { rowsOf } from '../../shared/plan/schema.ts'
import { type Crowd, faultsOf, gather, live, settle } from '../support/crowd.ts'

/** A judge that finds nothing wrong is worth what it finds where something is. */
describe('the judge of convergence', () => {
  const settled = (): { crowd: Crowd; server: Y.Doc } => {
    const crowd = gather(1, 3)
    live(crowd, 300)
    return { crowd, server: settle(crowd) }
  }

  const spoil = (change: (doc: Y.Doc, crowd: Crowd) => void): string[] => {
    const { crowd, server } = settled()
    change(server, crowd)
    for (const { author } of crowd.replicas) {
      if (author.edit.doc !== server) Y.applyUpdate(author.edit.doc, Y.encodeStateAsUpdate(server), 'network')
    }
    return faultsOf(crowd, server)
  }

  /** The first text whose words somebody typed. */
  const aText = (doc: Y.Doc): Y.XmlText => {
    const texts = [...rowsOf(doc).values()].flatMap((fields) =>
      [...fields.values()].flatMap((cell) =>
        cell instanceof Y.XmlFragment
          ? [...cell.createTreeWalker((node) => node instanceof Y.XmlText)].map(
              (node) => node as unknown as Y.XmlText,
            )
          : [],
      ),
    )
    const found = texts.find((text) => text.toString().startsWith('⟦'))
    if (found === undefined) throw new Error('nobody typed at the start of a text')
    return found
  }

  it('[DM1] finds nothing in an honest crowd', () => {
    expect(spoil(() => undefined)).toEqual([])
  })

  it('[DM1] has a crowd in which rows are added and words typed and erased', () => {
    const { typed, erased, born } = settled().crowd.ledger
    expect([typed, erased, born].map(({ size }) => size > 0)).toEqual([true, true, true])
  })

  it('[DM1] finds a word that is lost, and one that stands twice', () => {
    expect(spoil((doc) => aText(doc).delete(0, aText(doc).toString().indexOf('⟧') + 1))).toEqual([
      expect.stringMatching(/is lost$/),
    ])
    const twice = (doc: Y.Doc) => {
      const text = aText(doc)
      text.insert(0, text.toString().slice(0, text.toString().indexOf('⟧') + 1))
    }
    expect(spoil(twice)).toEqual([expect.stringMatching(/stands twice$/)])
  })

  it('[DM1] finds a row that is doubled, and one that is gone', () => {
    const double = (doc: Y.Doc) => {
      const row = rowsOf(doc).get('b4')
      if (row) rowsOf(doc).set('double', row.clone())
    }
    expect(spoil(double)).toContain('row double was added by nobody')
    expect(spoil((doc) => rowsOf(doc).delete('b5'))).toContain('row b5 is gone')
  })

  it('[DM1] finds a replica with another plan, be it only in its trash, and one that waits for something', () => {
    const { crowd, server } = settled()
    const other = crowd.replicas[1]?.author.edit.doc ?? server
    rowsOf(other).get('b4')?.set('del', { by: 'nobody', at: 1 })
    expect(faultsOf(crowd, server)).toContain('c1: another plan')
    const third = crowd.replicas[2]?.author.edit.doc ?? server
    const far = new Y.Doc()
    far.getMap('rows').set('x', 1)
    const known = Y.encodeStateVector(far)
    far.getMap('rows').set('x', 2)
    Y.applyUpdate(third, Y.encodeStateAsUpdate(far, known))
    expect(faultsOf(crowd, server)).toContain('c2: something is pending')
  })
})
