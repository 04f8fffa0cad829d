/**
 * The server of all tests of the wire and of the browser that need no settings of their own: one for each of the two
 * projects. Starting one a file costs more than many a test, and at another address browsers compile the program anew.
 * Owns its life; set up by vitest. Every test makes its own plans there and asks nothing about those of others.
 */
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startServer } from './server-process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server listens, for HTTP and for a WebsocketProvider. */
    openHouse: { url: string; syncUrl: string }
  }
}

/** Called by vitest before the first file; what it gives back, after the last. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const server = await startServer()
  project.provide('openHouse', { url: server.url, syncUrl: server.syncUrl })
  return () => server.dispose()
}

/** The server, in a test file. */
export const openHouse = () => inject('openHouse')
