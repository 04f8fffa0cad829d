/** Serves the page with one editor: bundles it, and puts the rows into a document of its own shape. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'
import * as Y from 'yjs'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { benchPlan } from '../plan.ts'

const ENTRY = fileURLToPath(new URL('./one-editor.ts', import.meta.url))

/** Looks like a document, so that the text takes about the room that it takes in Svod. */
const HTML = `<!doctype html><html lang="ru"><meta charset="utf-8"><title>One editor</title><style>
body { margin: 40px auto; width: 1000px; font: 15px/1.4 serif }
table { border-collapse: collapse; width: 100% } td { border: 1px solid #ccc; padding: 4px 8px; vertical-align: top }
p { margin: 0 }</style><body><div id="root"></div><script type="module" src="page.js"></script></body></html>`

const textsOf = (plan: PlanJson): string[][] =>
  plan.sections.flatMap((section) =>
    section.items.map((item) => [
      item.number,
      item.title.text,
      item.period.text,
      ...Object.values(item.cells),
    ]),
  )

const cellOf = (text: string): Y.XmlElement => {
  const cell = new Y.XmlElement('tableCell')
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  cell.insert(0, [paragraph])
  return cell
}

const tableOf = (rows: number): Uint8Array => {
  const doc = new Y.Doc()
  const lines = textsOf(projectPlan(benchPlan(rows), 'bench')).map((cells) => {
    const line = new Y.XmlElement('tableRow')
    line.insert(0, cells.map(cellOf))
    return line
  })
  const table = new Y.XmlElement('table')
  table.insert(0, lines)
  doc.getXmlFragment('table').insert(0, [table])
  return Y.encodeStateAsUpdate(doc)
}

const brotli = (body: Uint8Array): Buffer =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })

const bundle = async (): Promise<Uint8Array> => {
  const define = { 'process.env.NODE_ENV': '"production"' }
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2023', write: false } as const
  const { outputFiles } = await build({ ...options, define, entryPoints: [ENTRY] })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

/** A server of that page with that many rows. */
export const serveOneEditor = async (rows: number): Promise<{ url: string; end: () => Promise<void> }> => {
  const files: Record<string, [type: string, body: Buffer]> = {
    '/': ['text/html', brotli(Buffer.from(HTML))],
    '/page.js': ['text/javascript', brotli(await bundle())],
    '/plan.bin': ['application/octet-stream', brotli(tableOf(rows))],
  }
  const server = createServer((request, response) => {
    const file = files[request.url ?? '']
    if (!file) return response.writeHead(404).end()
    return response.writeHead(200, { 'content-type': file[0], 'content-encoding': 'br' }).end(file[1])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const end = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { url: `http://127.0.0.1:${port}/`, end }
}
