/**
 * How the client is built and served in development, and which test projects there are.
 * Owns tool settings alone: nothing of the product lives here.
 */
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { LongestFirst } from './tests/test-order.ts'
import { testProjects } from './tests/vitest.projects.ts'

const root = import.meta.dirname

const FIRST = 'main.tsx'
const PLAN_PAGE = 'shell/PlanPage.tsx'

interface Graph {
  getModuleInfo(id: string): { importedIds: string[] } | null
}

/** What a file needs before it runs: itself and all that it imports, directly or not. */
const neededBy = (file: string, graph: Graph): Set<string> => {
  const needed = new Set<string>([resolve(root, 'client', file)])
  for (const id of needed) for (const one of graph.getModuleInfo(id)?.importedIds ?? []) needed.add(one)
  return needed
}

/**
 * A browser asks for six files at a time, and the first row of a plan would wait for forty: what every page needs is one
 * file, what the plan and the list of plans share another, the rest of the plan a third.
 */
const filesOf = (graph: Graph): Record<'start' | 'common' | 'plan', Set<string>> => {
  const start = neededBy(FIRST, graph)
  // What acts while it is read is small by itself: V8 reads its file again to know where an import was asked for.
  start.delete(resolve(root, 'client', FIRST))
  const plan = neededBy(PLAN_PAGE, graph)
  const list = neededBy('home/HomePage.tsx', graph)
  const common = new Set([...plan].filter((one) => list.has(one)))
  // The page itself keeps its name in the manifest, by which the server finds what the plan needs (SPEC HT16).
  plan.delete(resolve(root, 'client', PLAN_PAGE))
  return { start, common, plan }
}

let files: ReturnType<typeof filesOf> | null = null

/**
 * Makes its errors while it is read, and V8 reads a whole file again to know where an error was made: it comes with what
 * every page needs, which is read while errors keep no stack (client/index.html).
 */
const ERRORS_AT_READING = /node_modules[\\/]lib0[\\/](decoding|error)\.js/

/** A group takes along what its files import: whoever is needed by more comes first. */
const pageChunk = (name: 'start' | 'common' | 'plan', priority: number) => ({
  name: (id: string, graph: Graph) =>
    (files ??= filesOf(graph))[name].has(id) || (name === 'start' && ERRORS_AT_READING.test(id))
      ? name
      : null,
  debugName: name,
  priority,
})

const chunks = [
  // All icons together cost less than three by themselves.
  { name: 'icons', test: /node_modules[\\/]lucide-react/, priority: 5 },
  // Asks for a stack while it is read, as above; few need it, so it is a file of its own.
  { name: 'prosemirror', test: /node_modules[\\/]prosemirror-model/, priority: 6 },
  { name: 'react', test: /node_modules[\\/](react-dom|react|scheduler)[\\/]/, priority: 4 },
  pageChunk('start', 3),
  pageChunk('common', 2),
  pageChunk('plan', 1),
]

const client: ViteUserConfig = {
  root: resolve(root, 'client'),
  cacheDir: resolve(root, 'node_modules/.vite'),
  plugins: [react()],
  build: {
    outDir: resolve(root, 'dist/client'),
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: true,
    manifest: true,
    // For server/setup/licences.mjs, which adds the server's and the fonts'.
    license: { fileName: '.vite/licences.json' },
    // Fonts and pictures stay files: the content security policy has no data: sources.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
}

export default defineConfig(({ mode }) =>
  mode === 'test'
    ? {
        root,
        test: { allowOnly: false, sequence: { sequencer: LongestFirst }, projects: testProjects(root) },
      }
    : client,
)
