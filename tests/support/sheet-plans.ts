/** Plans as people write them, generated: for trips through formats that are read by what stands in them. */
import fc from 'fast-check'
import type { ItemDraft, PlanDraft } from '../../shared/plan/json.ts'
import { planDraft } from './drafts.ts'

const words = [
  'форум',
  'слёт читателей',
  'выставка «Зима; весна»',
  'час "тихого" чтения',
  'семинар, круглый стол',
  'день | ночь',
  'обзор №\u00a05',
]
const title = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(' и ').replace(/^./u, (first) => first.toUpperCase()))
const inline = title.chain((text) =>
  fc.constantFrom(text, `<strong>${text}</strong>`, `${text} <em>для всех</em>`),
)
const list = fc
  .tuple(title, fc.array(title, { minLength: 2, maxLength: 3 }), fc.boolean())
  .map(
    ([first, items, dash]) =>
      `<p>${first}:</p><ul${dash ? ' data-marker="dash"' : ''}>${items.map((one) => `<li><p>${one}</p></li>`).join('')}</ul>`,
  )
const rich = fc.oneof(
  { weight: 3, arbitrary: inline.map((text) => `<p>${text}</p>`) },
  { weight: 1, arbitrary: list },
)
const period = fc.constantFrom(
  'март',
  '5–7 мая',
  'в течение года',
  'февраль\nмарт',
  '1 кв.',
  '12.03.2022',
  'до 25 декабря',
)

const items = fc
  .array(
    fc.tuple(
      rich,
      period,
      fc.constantFrom('Иванова', 'Петрова\nСидорова', 'отдел «А»'),
      fc.constantFrom('planned', 'done', 'cancelled'),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((rows) =>
    rows.map(([html, dates, who, state], index): ItemDraft => ({
      level: 0,
      numbering: 'typed',
      number: `${index + 1}.`,
      title: html,
      period: dates,
      cells: { c1: who },
      state: state as ItemDraft['state'] & string,
    })),
  )

export const generatedPlan: fc.Arbitrary<PlanDraft> = fc
  .array(items, { minLength: 1, maxLength: 4 })
  .map((sections) => ({
    ...planDraft(),
    sections: sections.map((rows, at) => ({
      title: `${at + 1}-й раздел работы`,
      department: null,
      items: rows,
    })),
  }))
