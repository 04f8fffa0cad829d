/**
 * The sample plan that an empty store offers: a regional library's plan for 2022, faults of its numbers and dates
 * included, so that what finds faults has something to find. Its text is Russian in either language.
 */
import type { ColumnJson, PlanDraft } from '../plan/json.ts'
import { eventSections } from './events.ts'
import { serviceSections } from './services.ts'

/** Departments that the sample's sections belong to. */
export const SAMPLE_DEPARTMENTS = ['projects', 'events', 'method', 'service', 'site', 'training'] as const

const ORGANISATION = 'ГАУК «Государственная библиотека Кузбасса для детей и молодежи»'

const SIGNATURE = '______________ / ______________\n«___» ____________ 2021 г.'

const COLUMNS: Record<'ru' | 'en', ColumnJson[]> = {
  ru: [
    { key: 'number', title: '№ п/п' },
    { key: 'title', title: 'Название, форма' },
    { key: 'period', title: 'Сроки' },
  ],
  en: [
    { key: 'number', title: 'No.' },
    { key: 'title', title: 'Title, form' },
    { key: 'period', title: 'Dates' },
  ],
}

/** A fresh draft of the sample: 8 sections, 35 rows. */
export const samplePlan = (locale: 'ru' | 'en'): PlanDraft => ({
  title: `План инновационно-методической и проектной деятельности ${ORGANISATION} на 2022 год`,
  year: 2022,
  organisation: ORGANISATION,
  front: {
    agreed: `СОГЛАСОВАНО\nПредседатель методического совета\n${SIGNATURE}`,
    approved: `«УТВЕРЖДАЮ»\nДиректор ${ORGANISATION}\n${SIGNATURE}`,
    intro: '',
    outro: '<p>Заведующий отделом ______________ / ______________</p>',
  },
  columns: structuredClone(COLUMNS[locale]),
  sections: structuredClone([...eventSections, ...serviceSections]),
})
