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
    // Fonts and pictures stay files: the content security policy has no data: sources.
    assetsInlineLimit: 0,
    // An icon of one kilobyte costs a request of its own where two pages share it; all of them cost less than three.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'icons', test: /node_modules[\\/]lucide-react/ }] } },
    },
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
