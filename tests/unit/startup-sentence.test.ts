/** What an operator reads where the server cannot start. */
import { expect, test } from 'vitest'
import { startupSentence } from '../../server/startup-sentence.ts'
import { SvodError } from '../../shared/errors.ts'

test('[BL4] a data folder that cannot be opened for want of room is named with what the system says', () => {
  const cause = new Error('Database is not open', { cause: new Error('MANIFEST: No space left on device') })
  expect(startupSentence(new SvodError('storage-failed', { folder: '/data' }, { cause }), null)).toBe(
    'The data folder /data cannot be opened (MANIFEST: No space left on device): see that its disk has room and works, then start again.',
  )
})
