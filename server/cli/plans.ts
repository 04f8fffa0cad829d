/** `import`, `export` and `invite`: what the page does, asked of a server by its operator. Own the questions and what is printed. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isExportFormat } from '../../shared/export-formats.ts'
import {
  CliError,
  DONE,
  type Server,
  type Verb,
  type World,
  isOn,
  numberFlag,
  positional,
  reasonOf,
  textFlag,
} from './terms.ts'
import { writeWhole } from './whole-file.ts'

export const importFile: Verb = {
  help: 'cli.help.import',
  more: 'cli.more.import',
  flags: { year: { type: 'string' } },
  needs: ['FILE'],
  run: async (world) => {
    const file = world.fileAt(positional(world, 0))
    const year = numberFlag(world, 'year')
    const bytes = await readFile(file).catch((error: unknown) => {
      throw new CliError('read', { file, reason: reasonOf(error) }, { cause: error })
    })
    const form = new FormData()
    form.append('file', new File([bytes as Uint8Array<ArrayBuffer>], basename(file)))
    if (year !== undefined) form.append('year', String(year))
    await world.withServer(async ({ call }) => {
      const answer = await call('/api/plans/import', { method: 'POST', body: form })
      const { id, plan, warnings } = (await answer.json()) as {
        id: string
        plan: { title: string }
        warnings: unknown[]
      }
      world.say('cli.import.done', { id, title: plan.title })
      if (warnings.length > 0) world.say('cli.import.warnings', { count: warnings.length })
    })
    return DONE
  },
}

/** The name that the server gives a file. */
const nameOf = (answer: Response): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  return basename(decodeURIComponent(encoded ?? 'plan'))
}

const pathOf = (world: World): string => {
  const [plan, format] = [positional(world, 0), positional(world, 1)]
  if (!isExportFormat(format)) throw new CliError('argument', { reason: `FORMAT: ${format}` })
  const query = new URLSearchParams({ lang: world.locale })
  for (const name of ['version', 'changes']) {
    const number = numberFlag(world, name)
    if (number !== undefined) query.set(name, String(number))
  }
  if (isOn(world, 'hidden')) query.set('hidden', '1')
  return `/api/plans/${encodeURIComponent(plan)}/export.${format}?${query.toString()}`
}

export const exportPlan: Verb = {
  help: 'cli.help.export',
  more: 'cli.more.export',
  flags: {
    output: { type: 'string', short: 'o' },
    version: { type: 'string' },
    changes: { type: 'string' },
    hidden: { type: 'boolean' },
  },
  needs: ['PLAN', 'FORMAT'],
  run: async (world) => {
    const path = pathOf(world)
    await world.withServer(async ({ call }) => {
      const answer = await call(path)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const output = textFlag(world, 'output')
      if (output === '-') return world.write(bytes)
      const file = world.fileAt(output ?? nameOf(answer))
      await writeWhole(file, bytes)
      world.say('cli.export.done', { file })
    })
    return DONE
  },
}

/** Ids of departments that were named by id or by name. @throws CliError `department` */
const departmentsOf = async ({ given }: World, { call }: Server): Promise<string[]> => {
  const named = given.values.department
  if (!Array.isArray(named)) return []
  const { departments } = (await (await call('/api/departments')).json()) as {
    departments: { id: string; name: string; short: string }[]
  }
  return (named as string[]).map((name) => {
    const found = departments.find((one) => [one.id, one.name, one.short].includes(name))
    if (!found) throw new CliError('department', { name })
    return found.id
  })
}

export const invite: Verb = {
  help: 'cli.help.invite',
  more: 'cli.more.invite',
  flags: {
    role: { type: 'string' },
    department: { type: 'string', multiple: true },
    email: { type: 'string' },
    days: { type: 'string' },
    note: { type: 'string' },
    many: { type: 'boolean' },
    approver: { type: 'boolean' },
  },
  needs: [],
  run: async (world) => {
    const [email, note, days] = [textFlag(world, 'email'), textFlag(world, 'note'), numberFlag(world, 'days')]
    await world.withServer(async (server) => {
      const body = {
        role: textFlag(world, 'role') ?? 'editor',
        departments: await departmentsOf(world, server),
        uses: isOn(world, 'many') ? 'many' : 'one',
        ...(isOn(world, 'approver') && { approver: true }),
        ...(email !== undefined && { email }),
        ...(note !== undefined && { note }),
        ...(days !== undefined && { days }),
      }
      const answer = await server.call('/api/invitations', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const { link } = (await answer.json()) as { link: string }
      world.write(Buffer.from(`${link}\n`))
      if (email !== undefined) world.say('cli.invite.mailed', { email })
    })
    return DONE
  },
}
