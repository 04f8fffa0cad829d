/** The administrator's command line in this process, in English unless it is asked otherwise. */
import { runCli } from '../../server/cli/run.ts'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'

export interface CliAnswer {
  out: string
  errors: string
  code: number
}

export const cli = async (args: readonly string[], env: Record<string, string> = {}): Promise<CliAnswer> => {
  const [out, errors]: [Uint8Array[], string[]] = [[], []]
  const code = await runCli(args, {
    env,
    open: openEmbeddedStorage,
    out: (bytes) => void out.push(Buffer.from(bytes)),
    err: (text) => void errors.push(text),
  })
  return { out: Buffer.concat(out).toString().trimEnd(), errors: errors.join(''), code }
}
