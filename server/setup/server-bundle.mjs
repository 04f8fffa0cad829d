/**
 * How programs that run in Node are bundled. Owns the options that every such bundle has; which programs there are, and
 * where they lie, is the caller's.
 */
import { ROOT } from './paths.mjs'

/** They read files of their own from their folder: a native library, the measures of fonts. */
const BOUND_TO_FOLDER = ['classic-level', 'pdfkit']

/** Most processes never ask for them, and would read and compile them all the same. */
const ON_DEMAND = ['hucre', 'nodemailer', 'openid-client']

/** Packages that the bundles do not hold: they are read from their folders. */
export const READ_FROM_FOLDER = [...BOUND_TO_FOLDER, ...ON_DEMAND]

/** CommonJS inside of a module asks for Node's own modules by `require`, which modules do not have. */
const BANNER =
  'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);'

/**
 * For esbuild. All other packages are in the bundle: looking up, reading and compiling their 300 files took a start
 * longer than all the rest. A program is one file: where what it reads on demand were a file of its own, a newer build
 * would take it away from a server that runs. Names are kept, for whoever reads a trace.
 */
export const NODE_BUNDLE = {
  absWorkingDir: ROOT,
  bundle: true,
  external: READ_FROM_FOLDER,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  banner: { js: BANNER },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  // The sources lie beside the build, and Node 20 reads all of the map at the start.
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
}
