/** The pages of the product, and the dialogs of the home page, fetched when they are needed. Owns the split of the bundle. */
import { defineModule } from '../ui/use-module.ts'

export const entryPage = defineModule(() => import('../home/EntryPage.tsx'))
export const homePage = defineModule(() => import('../home/HomePage.tsx'))
export const planPage = defineModule(() => import('./PlanPage.tsx'))
/** Comes in the same file: a plan can be opened before its page is drawn. */
export const planAhead = defineModule(() => import('../sync/plan-ahead.ts'))
export const importDialog = defineModule(() => import('../exchange/ImportDialog.tsx'))
export const gatherDialog = defineModule(() => import('../copies/GatherDialog.tsx'))
export const signInPage = defineModule(() => import('../people/entry/SignInPage.tsx'))
export const joinPage = defineModule(() => import('../people/entry/JoinPage.tsx'))
export const publicPage = defineModule(() => import('../people/entry/PublicPage.tsx'))
export const accountPage = defineModule(() => import('../people/account/AccountPage.tsx'))
export const peoplePage = defineModule(() => import('../people/list/PeoplePage.tsx'))
export const departmentsPage = defineModule(() => import('../people/departments/DepartmentsPage.tsx'))
export const tokensPage = defineModule(() => import('../people/tokens/TokensPage.tsx'))
export const auditPage = defineModule(() => import('../people/audit/AuditPage.tsx'))
