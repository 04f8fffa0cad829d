/** The Russian catalogue, composed of one file an area. Owns the composition alone. */
import { commonRu } from './ru/common.ts'
import { errorRu } from './ru/error.ts'
import { exchangeRu } from './ru/exchange.ts'
import { homeRu } from './ru/home.ts'
import { importRu } from './ru/import.ts'
import { planRu } from './ru/plan.ts'
import { searchRu } from './ru/search.ts'
import { syncRu } from './ru/sync.ts'
import { tableRu } from './ru/table.ts'
import { templateRu } from './ru/template.ts'

export const messagesRu = {
  ...commonRu,
  ...errorRu,
  ...exchangeRu,
  ...homeRu,
  ...importRu,
  ...planRu,
  ...searchRu,
  ...syncRu,
  ...tableRu,
  ...templateRu,
} as const
