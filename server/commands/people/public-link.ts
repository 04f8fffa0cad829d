/** A plan's public link (SPEC PP9): on, off, renewed, and opened by a guest. */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import type { PublicLinkEntry } from '../../storage/directory-data.ts'
import { audit } from '../audit.ts'
import { changeSharing } from '../change-house.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import type { PeopleDeps } from './deps.ts'

/** As those who may share the plan see it. */
export interface PublicLinkView {
  on: boolean
  /** Null while it is off. */
  link: string | null
}

type Needs = Pick<PeopleDeps, 'storage' | 'now' | 'guests'>

const viewOf = ({ guests }: Needs, entry: PublicLinkEntry | undefined, base: string): PublicLinkView =>
  entry?.on === true
    ? { on: true, link: `${base}/public#${guests.secretOf(entry)}` }
    : { on: false, link: null }

const entryOf = ({ storage }: Needs, planId: string): PublicLinkEntry | undefined =>
  storage.directory.data.publicLinks.find(({ plan }) => plan === planId)

/** @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const readPublicLink = (deps: Needs, who: Identity, planId: string, base: string): PublicLinkView => {
  authoriseIn(deps, who, planId, 'plan.share')
  livePlan(deps.storage.catalogue.plan(planId))
  return viewOf(deps, entryOf(deps, planId), base)
}

/** `renew` ends the link that was given out. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const setPublicLink = async (
  deps: Needs,
  who: Identity,
  planId: string,
  { on, renew, base }: { on: boolean; renew: boolean; base: string },
): Promise<PublicLinkView> => {
  authoriseIn(deps, who, planId, 'plan.share')
  livePlan(deps.storage.catalogue.plan(planId))
  const createdAt = new Date(deps.now()).toISOString()
  await changeSharing(deps, who, planId, (data) => {
    const before = data.publicLinks.find(({ plan }) => plan === planId)
    const others = data.publicLinks.filter(({ plan }) => plan !== planId)
    const serial = (before?.serial ?? 1) + (before && renew ? 1 : 0)
    const made = { createdAt: before?.createdAt ?? createdAt, createdBy: before?.createdBy ?? who.id }
    return { ...data, publicLinks: [...others, { plan: planId, serial, on, ...made }] }
  })
  await audit(deps, who, 'plan.public-link', planId, { on, renew })
  return viewOf(deps, entryOf(deps, planId), base)
}

/** The link of that secret, where its plan can be read. @throws SvodError `link-ended` */
export const openPublicLink = ({ storage, guests }: Needs, secret: string): PublicLinkEntry => {
  const link = guests.find(secret)
  const plan = link && storage.catalogue.plan(link.plan)
  if (!link || plan?.deletedAt !== null) throw new SvodError('link-ended')
  return link
}
