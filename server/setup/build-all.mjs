/**
 * Makes dist/ from the sources: the client by vite, the server and the service worker by esbuild, the licences of
 * both, and the client's files once more, compressed.
 * Everything is made beside the old build and put in its place at the end; `build.json` is written last.
 * Run by build.mjs with the hash of the sources as its only argument.
 */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build as bundle } from 'esbuild'
import { build as buildClient } from 'vite'
import { compressFiles } from './compress.mjs'
import { serverEntries, STAMP } from './build.mjs'
import { writeLicences } from './licences.mjs'
import { DIST, ROOT, SERVICE_WORKER } from './paths.mjs'
import { NODE_BUNDLE } from './server-bundle.mjs'

const NEXT = join(DIST, '.next')

/** The files that its bundles are made of. */
async function buildServer() {
  const options = { ...NODE_BUNDLE, entryPoints: serverEntries(), outdir: join(NEXT, 'server') }
  const { metafile } = await bundle({ ...options, metafile: true })
  return Object.keys(metafile.inputs)
}

/** At a fixed path of its own: a worker rules over the folder that it lies in. */
async function buildServiceWorker() {
  if (!existsSync(join(ROOT, SERVICE_WORKER.source))) return
  await bundle({
    absWorkingDir: ROOT,
    entryPoints: [SERVICE_WORKER.source],
    outfile: join(NEXT, SERVICE_WORKER.output),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
  })
}

async function replace(name) {
  await rm(join(DIST, name), { recursive: true, force: true })
  await rename(join(NEXT, name), join(DIST, name))
}

async function buildAll(hash) {
  await rm(NEXT, { recursive: true, force: true })
  await mkdir(NEXT, { recursive: true })
  await buildClient({
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(NEXT, 'client') },
  })
  const serverFiles = await buildServer()
  await buildServiceWorker()
  await writeLicences(join(NEXT, 'client'), serverFiles)
  await compressFiles(join(NEXT, 'client'))
  await rm(STAMP, { force: true })
  await replace('client')
  await replace('server')
  await rm(NEXT, { recursive: true, force: true })
  await putStamp(`${JSON.stringify({ hash, node: process.versions.node, at: new Date().toISOString() })}\n`)
}

/** Whole under its name, also after a loss of power, or not there. */
async function putStamp(text) {
  const draft = `${STAMP}.part`
  await writeFile(draft, text, { flush: true })
  await rename(draft, STAMP)
}

await buildAll(process.argv[2])
