/** A new plan: empty, the sample, or a copy of another one. */
import type { Identity } from '../../shared/identity.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { fillMessage } from '../../shared/i18n/format.ts'
import { templateEn } from '../../shared/i18n/en/template.ts'
import { templateRu } from '../../shared/i18n/ru/template.ts'
import type { PlanDraft } from '../../shared/plan/json.ts'
import { FIXED_COLUMNS } from '../../shared/plan/schema.ts'
import type { CarryChoice } from '../../shared/plan/next-year/carry.ts'
import { type BuiltPlan, buildDraft } from '../built-plan.ts'
import { carryOver, copyWhole } from '../exchange/copy-plan.ts'
import { authorise } from './checks.ts'
import type { Deps } from './deps.ts'
import { readPlan } from './read-plan.ts'
import { storePlan } from './store-plan.ts'

/**
 * What a plan starts from. The fields beside `copyFrom` replace the copied ones; with another year than the copied plan's it is
 * next year's plan (`shared/plan/next-year/`), and `of` says what was looked at before.
 */
interface CopySource extends Partial<CarryChoice> {
  kind: 'copy'
  copyFrom: string
  of?: string
}

export type PlanSource =
  { kind: 'empty'; title: string; year: number; organisation: string } | { kind: 'sample' } | CopySource

/**
 * The block that the director will sign, ready to be filled in; a plan is approved in the year before its own. The institution has
 * a line of its own, which asks no case of its name, and none where it is not known.
 */
const approvalOf = (
  { year, organisation }: Extract<PlanSource, { kind: 'empty' }>,
  texts: typeof templateRu | typeof templateEn,
): string =>
  fillMessage(texts['template.approved'], { organisation, year: year - 1 }).replaceAll(/,?\n(?=\n)/g, '')

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

/** The same plan under new ids, or next year's. */
const copyOf = async (deps: Deps, who: Identity, source: CopySource): Promise<BuiltPlan> => {
  const { kind: _, copyFrom, of, year, ...choice } = source
  const plan = await readPlan(deps, who, copyFrom)
  if (year !== undefined && year !== plan.year) return carryOver({ plan, choice: { ...choice, year }, of })
  return copyWhole({ plan, title: choice.title, organisation: choice.organisation })
}

const builtOf = (deps: Deps, who: Identity, source: PlanSource, locale: Locale): Promise<BuiltPlan> => {
  switch (source.kind) {
    case 'empty':
      return buildDraft(emptyPlan(source, locale), deps.ids)
    case 'sample':
      return buildDraft(deps.sample(locale), deps.ids)
    case 'copy':
      return copyOf(deps, who, source)
  }
}

/**
 * The id of the new plan. @throws SvodError `forbidden`, `too-many-plans`; `not-found`, `plan-in-trash`, `source-moved`,
 * `copy-timeout` for what is to be copied
 */
export const createPlan = async (
  deps: Deps,
  who: Identity,
  source: PlanSource,
  locale: Locale,
): Promise<string> => {
  authorise(who, 'plan.create')
  deps.quota.check(who)
  const built = await builtOf(deps, who, source, locale)
  await storePlan(deps, who, built, 'plan.create')
  return built.plan.id
}
