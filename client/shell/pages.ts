/** The parts of the product that are fetched when they are needed. Owns the split of the bundle. */
import { defineModule } from '../ui/use-module.ts'

export const entryPage = defineModule(() => import('../home/EntryPage.tsx'))
export const homePage = defineModule(() => import('../home/HomePage.tsx'))
export const planPage = defineModule(() => import('./PlanPage.tsx'))
export const importDialog = defineModule(() => import('../exchange/ImportDialog.tsx'))
export const searchDialog = defineModule(() => import('../search/SearchDialog.tsx'))
export const trashPanel = defineModule(() => import('../table/TrashPanel.tsx'))
