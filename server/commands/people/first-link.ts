/**
 * The link by which the first person becomes chief editor (SPEC PP2): printed at a start without accounts, or given to
 * the chief editor of a trial. Owns when there is one.
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import type { LinkEntry } from '../../storage/directory-data.ts'
import { audit } from '../audit.ts'
import { authorise } from '../checks.ts'
import type { PeopleDeps } from './deps.ts'
import { withLink, withoutLinks } from './directory.ts'
import { joinLink, newLink } from './links.ts'

type Needs = Pick<PeopleDeps, 'storage' | 'ids' | 'now'>

const SERVER = 'server'

const store = async (deps: Needs, by: string, ends: (link: LinkEntry) => boolean): Promise<string> => {
  const { entry, secret } = newLink(deps, { kind: 'first', role: 'chief', createdBy: by })
  await deps.storage.directory.change((data) => {
    if (data.people.length > 0) throw new SvodError('conflict')
    const now = deps.now()
    return withLink(
      withoutLinks(data, now, (link) => link.kind === 'first' && ends(link)),
      entry,
      now,
    )
  })
  return secret
}

/** A new link at a start, null where somebody has an account; all earlier ones end. */
export const firstLink = async (deps: Needs, base: string): Promise<string | null> => {
  if (deps.storage.directory.data.people.length > 0) return null
  return joinLink(base, await store(deps, SERVER, () => true))
}

/** A link for the chief editor of a trial; the printed one stays. @throws SvodError `forbidden`, `conflict` */
export const setupLink = async (deps: Needs, who: Identity, base: string): Promise<string> => {
  authorise(who, 'people.manage')
  const secret = await store(deps, who.id, ({ createdBy }) => createdBy !== SERVER)
  await audit(deps, who, 'setup.link', null)
  return joinLink(base, secret)
}
