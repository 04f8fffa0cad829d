/** A new plan: empty, the sample, or a copy of another one. */
import type { Identity } from '../../shared/identity.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { fillMessage } from '../../shared/i18n/format.ts'
import { templateEn } from '../../shared/i18n/en/template.ts'
import { templateRu } from '../../shared/i18n/ru/template.ts'
import { jsonToDraft } from '../../shared/plan/build.ts'
import type { PlanDraft } from '../../shared/plan/json.ts'
import { FIXED_COLUMNS } from '../../shared/plan/schema.ts'
import { buildDraft } from '../built-plan.ts'
import { authorise } from './checks.ts'
import type { Deps } from './deps.ts'
import { readPlan } from './read-plan.ts'
import { storePlan } from './store-plan.ts'

/** What a plan starts from; the fields beside `copyFrom` replace the copied ones. */
export type PlanSource =
  | { kind: 'empty'; title: string; year: number; organisation: string }
  | { kind: 'sample' }
  | { kind: 'copy'; copyFrom: string; title?: string; year?: number; organisation?: string }

/** The block that the director will sign, ready to be filled in; a plan is approved in the year before its own. */
const approvalOf = (
  { year, organisation }: Extract<PlanSource, { kind: 'empty' }>,
  texts: typeof templateRu | typeof templateEn,
): string => fillMessage(texts['template.approved'], { organisation, year: year - 1 }).replaceAll(/ +$/gm, '')

const emptyPlan = (source: Extract<PlanSource, { kind: 'empty' }>, locale: Locale): PlanDraft => {
  const texts = locale === 'ru' ? templateRu : templateEn
  const { title, year, organisation } = source
  return {
    title,
    year,
    organisation,
    front: { agreed: '', approved: approvalOf(source, texts), intro: '', outro: '' },
    columns: FIXED_COLUMNS.map((key) => ({ key, title: texts[`template.column.${key}`] })),
    sections: [],
  }
}

const copyOf = async (
  deps: Deps,
  who: Identity,
  source: Extract<PlanSource, { kind: 'copy' }>,
): Promise<PlanDraft> => {
  const draft = jsonToDraft(await readPlan(deps, who, source.copyFrom))
  const { title = draft.title, year = draft.year, organisation = draft.organisation } = source
  return { ...draft, title, year, organisation }
}

const draftOf = (deps: Deps, who: Identity, source: PlanSource, locale: Locale) => {
  switch (source.kind) {
    case 'empty':
      return emptyPlan(source, locale)
    case 'sample':
      return deps.sample(locale)
    case 'copy':
      return copyOf(deps, who, source)
  }
}

/** The id of the new plan. @throws SvodError `forbidden`, `too-many-plans`; `not-found`, `plan-in-trash` for what is to be copied */
export const createPlan = async (
  deps: Deps,
  who: Identity,
  source: PlanSource,
  locale: Locale,
): Promise<string> => {
  authorise(who, 'plan.create')
  deps.quota.check(who)
  const draft = await draftOf(deps, who, source, locale)
  const built = await buildDraft(draft, deps.ids)
  await storePlan(deps, who, built, 'plan.create')
  return built.plan.id
}
