/** Folders for one test, gone when it ends. Must be called inside a test. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder of the running test's own. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'svod-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
