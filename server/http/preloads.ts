/**
 * What the page of a plan needs beyond its first script, as tags for its head: the browser fetches it beside that
 * script, not after having run it (SPEC HT16). Reads the manifest that the client's build leaves; owns those tags.
 */
import * as z from 'zod'

/** Names a module of the client, as the build's manifest does: the one that shows a plan. */
const PLAN_PAGE = 'shell/PlanPage.tsx'

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).optional(),
    css: z.array(z.string()).optional(),
  }),
)

const styleTag = (file: string): string => `<link rel="preload" as="style" crossorigin href="/${file}" />`
const scriptTag = (file: string): string => `<link rel="modulepreload" crossorigin href="/${file}" />`

/** The tags, '' where the manifest does not know the module. Throws where it is no manifest. */
export const planPreloads = (manifest: string, html: string): string => {
  const modules = manifestSchema.parse(JSON.parse(manifest))
  const files = new Set<string>()
  const visit = (name: string): void => {
    const one = modules[name]
    if (!one || files.has(one.file)) return
    files.add(one.file)
    for (const style of one.css ?? []) files.add(style)
    for (const next of one.imports ?? []) visit(next)
  }
  visit(PLAN_PAGE)
  return [...files]
    .filter((file) => !html.includes(`"/${file}"`))
    .map((file) => (file.endsWith('.css') ? styleTag(file) : scriptTag(file)))
    .join('')
}
