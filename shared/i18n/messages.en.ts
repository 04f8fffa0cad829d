/** The English catalogue, composed of one file an area. Owns the composition alone. */
import { commonEn } from './en/common.ts'
import { errorEn } from './en/error.ts'
import { exchangeEn } from './en/exchange.ts'
import { homeEn } from './en/home.ts'
import { importEn } from './en/import.ts'
import { planEn } from './en/plan.ts'
import { searchEn } from './en/search.ts'
import { syncEn } from './en/sync.ts'
import { tableEn } from './en/table.ts'
import { templateEn } from './en/template.ts'

export const messagesEn = {
  ...commonEn,
  ...errorEn,
  ...exchangeEn,
  ...homeEn,
  ...importEn,
  ...planEn,
  ...searchEn,
  ...syncEn,
  ...tableEn,
  ...templateEn,
} as const
