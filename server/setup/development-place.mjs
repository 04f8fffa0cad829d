/** Where `npm run dev` serves the page. Owns which of its arguments are vite's: the server behind it listens elsewhere. Node built-ins only. */
import { parseArgs } from 'node:util'
import { SetupError } from './say.mjs'

const OPTIONS = { host: { type: 'string' }, port: { type: 'string' } }

const bare = (text) => (typeof text === 'string' && text.trim()) || null

/**
 * The place, and the arguments that are left for the server.
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} env
 */
export function developmentPlace(args, env) {
  const { values, tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true })
  const taken = tokens.filter(({ kind, name }) => kind === 'option' && Object.hasOwn(OPTIONS, name))
  const gone = new Set(
    taken.flatMap(({ index, inlineValue }) => (inlineValue === false ? [index, index + 1] : [index])),
  )
  const port = bare(values.port) ?? bare(env.PORT) ?? '4400'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new SetupError('PORT must be a number from 0 to 65535.')
  }
  return {
    host: bare(values.host) ?? bare(env.HOST) ?? '127.0.0.1',
    port: Number(port),
    rest: args.filter((_, index) => !gone.has(index)),
  }
}
