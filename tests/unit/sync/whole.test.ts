/** A document's first content (SPEC FR10). */
import { expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { applyWhole, isUntouched, type UpdateListener } from '../../../client/sync/whole.ts'

const written = (): Uint8Array => {
  const doc = new Y.Doc()
  doc.getText('words').insert(0, 'Чтение')
  return Y.encodeStateAsUpdate(doc)
}

it('[FR10] comes in one step of which nobody hears as of an update, and whoever reads the document hears', () => {
  const doc = new Y.Doc()
  const heard = [vi.fn<UpdateListener>(), vi.fn<UpdateListener>()]
  for (const listener of heard) doc.on('update', listener)
  const read = vi.fn<(isMine: boolean, origin: unknown) => void>()
  doc.on('afterTransaction', ({ local, origin }: Y.Transaction) => read(local, origin))
  expect(isUntouched(doc)).toBe(true)
  applyWhole(doc, [written(), written()], 'server', heard)
  expect(isUntouched(doc)).toBe(false)
  expect(doc.getText('words').length).toBe(12)
  expect(read.mock.calls).toEqual([[false, 'server']])
  for (const listener of heard) expect(listener).not.toHaveBeenCalled()
  doc.getText('words').insert(0, 'Д')
  for (const listener of heard) expect(listener).toHaveBeenCalledOnce()
})

it('[FR10] content that cannot be read leaves everybody listening', () => {
  const doc = new Y.Doc()
  const heard = vi.fn<UpdateListener>()
  doc.on('update', heard)
  expect(() => applyWhole(doc, [Uint8Array.of(255, 255)], 'server', [heard])).toThrow(
    /end|length|array|offset|content/i,
  )
  doc.getText('words').insert(0, 'Д')
  expect(heard).toHaveBeenCalledOnce()
})
