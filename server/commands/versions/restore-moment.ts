/** The draft says again what the plan said at a moment: as restoring an edition does, with the moment in the names. */
import { fillMessage } from '../../../shared/i18n/format.ts'
import { versionEn } from '../../../shared/i18n/en/version.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { versionRu } from '../../../shared/i18n/ru/version.ts'
import type { Identity } from '../../../shared/identity.ts'
import type { Change } from '../../../shared/plan/diff.ts'
import type { PlanJson } from '../../../shared/plan/json.ts'
import type { Selection } from '../../../shared/plan/restore.ts'
import { momentOf } from './past.ts'
import { type RestoreDeps, type Source, previewFrom, restoreFrom } from './restore-version.ts'
import type { ShownVersion } from './shown-version.ts'

const TEXTS = { ru: versionRu, en: versionEn }

/** The clock of whoever named the moment (`2026-11-25T14:05:00+03:00`), as editions are named by it. */
const clockOf = (moment: string, locale: Locale): string => {
  const [year = '', month = '', day = ''] = moment.slice(0, 10).split('-')
  const time = moment.slice(11, 16)
  return locale === 'ru' ? `${day}.${month}.${year}, ${time}` : `${day}/${month}/${year}, ${time}`
}

const sourceOfMoment = async (
  deps: RestoreDeps,
  planId: string,
  moment: string,
  locale: Locale,
): Promise<Source> => {
  const { json } = await momentOf(deps, planId, Date.parse(moment))
  const values = { when: clockOf(moment, locale) }
  return {
    past: JSON.parse(json) as PlanJson,
    about: null,
    names: {
      before: fillMessage(TEXTS[locale]['version.moment.before'], values),
      after: fillMessage(TEXTS[locale]['version.moment'], values),
    },
    details: { at: moment },
  }
}

/** What restoring would change. @throws SvodError as `previewFrom` and `momentOf` */
export const previewMoment = (
  deps: RestoreDeps,
  who: Identity,
  planId: string,
  moment: string,
  selection: Selection,
): Promise<Change[]> =>
  previewFrom(deps, who, planId, () => sourceOfMoment(deps, planId, moment, 'en'), selection)

/** The edition that comes of it; `moment` is ISO 8601. @throws SvodError as `restoreFrom` and `momentOf` */
export const restoreMoment = (
  deps: RestoreDeps,
  who: Identity,
  planId: string,
  moment: string,
  selection: Selection,
  locale: Locale,
): Promise<ShownVersion> =>
  restoreFrom(deps, who, planId, () => sourceOfMoment(deps, planId, moment, locale), selection, locale)
