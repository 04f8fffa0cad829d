/** What changed inside a text, and how an order says it. */
import { expect, test } from 'vitest'
import { versionEn } from '../../../shared/i18n/en/version.ts'
import { versionRu } from '../../../shared/i18n/ru/version.ts'
import { amendmentsOf } from '../../../shared/plan/amendments.ts'
import { diffPlans } from '../../../shared/plan/diff.ts'
import {
  addRow,
  deleteRow,
  indentRow,
  moveRow,
  setCell,
  setNumber,
  setState,
} from '../../../shared/plan/edit.ts'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { parseHtml } from '../../../shared/plan/html.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { type Block, blocksToText, textToBlocks } from '../../../shared/plan/rich.ts'
import { type MarkedLine, diffWords } from '../../../shared/plan/words.ts'
import { editingOf, planDoc, planDraft } from '../../support/drafts.ts'
import { dice } from '../../support/random.ts'

const SIGNS = { kept: '', old: '-', new: '+' }
const shown = (lines: readonly MarkedLine[]): string[] =>
  lines.map(({ fate, marker, runs }) => {
    const text = runs
      .map((run) => (run.fate === 'kept' ? run.text : `[${SIGNS[run.fate]}${run.text}]`))
      .join('')
    return `${SIGNS[fate]}${marker === '' ? '' : `${marker} `}${text}`
  })

const diff = (before: string, after: string) => shown(diffWords(parseHtml(before), parseHtml(after)))

test('[DF4] words are told apart, not letters, and neighbours go together', () => {
  expect(diff('<p>Клуб деловых встреч</p>', '<p>Клуб творческих встреч</p>')).toEqual([
    'Клуб [-деловых][+творческих] встреч',
  ])
  expect(diff('<p>a b c d</p>', '<p>a x, y d</p>')).toEqual(['a [-b c][+x, y] d'])
  expect(diff('<p>Семинар</p>', '<p>Семинар для педагогов</p>')).toEqual(['Семинар[+ для педагогов]'])
  expect(diff('<p>до 25 декабря</p>', '<p>до 26 декабря</p>')).toEqual(['до [-25][+26] декабря'])
  expect(diff('', '<p>x</p>')).toEqual(['[+x]'])
})

test('[DF4] lines, items of lists and formatting are kept', () => {
  expect(
    diff('<p>a</p><ul><li>b</li><li>c</li></ul>', '<p>a</p><ul><li>b</li><li>d</li><li>c</li></ul>'),
  ).toEqual(['a', '• b', '+• [+d]', '• c'])
  const [line] = diffWords(parseHtml('<p><strong>a</strong> b</p>'), parseHtml('<p><strong>a</strong> c</p>'))
  expect(line?.runs[0]).toMatchObject({ text: 'a', fate: 'kept', marks: [{ type: 'bold' }] })
})

/** What is left when one side is taken away. */
const side = (lines: readonly MarkedLine[], gone: 'old' | 'new'): string =>
  lines
    .map(({ runs }) =>
      runs
        .filter(({ fate }) => fate !== gone)
        .map(({ text }) => text)
        .join(''),
    )
    .join('')

test('[DF4] the old text stands in what is kept and old, the new one in what is kept and new', () => {
  const roll = dice(11)
  const words = ['план', 'клуб', ' ', ', ', 'март', '.', '\n', 'a-b', '5']
  const text = (length: number) => Array.from({ length }, () => roll.pick(words) ?? '').join('')
  const plain = (blocks: readonly Block[]) =>
    blocks
      .map((block) =>
        block.type === 'paragraph'
          ? block.content.map((one) => (one.type === 'text' ? one.text : '')).join('')
          : '',
      )
      .join('')
  for (let run = 0; run < 300; run++) {
    const [before, after] = [textToBlocks(text(roll.int(25))), textToBlocks(text(roll.int(25)))]
    const lines = diffWords(before, after)
    expect(side(lines, 'new')).toBe(plain(before))
    expect(side(lines, 'old')).toBe(plain(after))
  }
  const long = (word: string) =>
    textToBlocks(Array.from({ length: 3000 }, (_, index) => `${word}${index}`).join(' '))
  const lines = diffWords(long('a'), long('b'))
  expect(side(lines, 'new')).toBe(blocksToText(long('a')))
  expect(side(lines, 'old')).toBe(blocksToText(long('b')))
})

const amended = (lang: 'ru' | 'en') => {
  const edit = editingOf(planDoc(planDraft(2, 6)))
  const before = projectPlan(edit.doc, 'p')
  const row = (section: number, index: number) => before.sections[section]?.items[index]?.id ?? ''
  const [first = '', second = ''] = before.sections.map(({ id }) => id)
  setCell(edit, row(0, 0), 'title', textToBlocks('Праздник 1-1'))
  setCell(edit, row(0, 0), 'period', textToBlocks('до 25 декабря'))
  setCell(edit, row(0, 1), 'period', [])
  setState(edit, row(0, 1), 'done')
  deleteRow(edit, row(0, 2))
  moveRow(edit, row(0, 5), { section: second, parent: null, after: row(1, 5) })
  const fresh = addRow(edit, { section: first, parent: null, after: row(0, 4) }) ?? ''
  setCell(edit, fresh, 'title', textToBlocks('Круглый стол'))
  setCell(edit, fresh, 'period', textToBlocks('май'))
  moveRow(edit, row(1, 3), { section: second, parent: null, after: row(1, 0) })
  setNumber(edit, row(1, 5), { mode: 'typed', text: '12.' })
  indentRow(edit, row(1, 5))
  const after = projectPlan(edit.doc, 'p')
  return amendmentsOf(diffPlans(before, after), before, after, lang === 'ru' ? versionRu : versionEn)
}

test('[DF6] an order tells what to amend, by section, calling rows by the numbers that they have', () => {
  expect(amended('ru')).toMatchInlineSnapshot(`
    [
      {
        "section": "Раздел 1",
        "sentences": [
          "в пункте 1 слова «Событие» заменить словами «Праздник»;",
          "в пункте 1 срок «март» заменить сроком «до 25 декабря»;",
          "в пункте 2 срок «март» исключить;",
          "дополнить пунктом 5 следующего содержания: «Круглый стол», срок: май;",
          "пункт 3 («Событие 1-3») исключить;",
          "пункты 4–5 считать соответственно пунктами 3–4;",
        ],
      },
      {
        "section": "Раздел 2",
        "sentences": [
          "пункт 4 поместить после пункта 1 и считать пунктом 2;",
          "пункт 6 поместить под пунктом 5 и считать пунктом 12;",
          "пункт 6 раздела «Раздел 1» перенести в этот раздел и считать пунктом 6;",
          "пункты 2–3 считать соответственно пунктами 3–4.",
        ],
      },
    ]
  `)
  expect(amended('en')[0]?.sentences[0]).toBe('in item 1, replace “Событие” with “Праздник”;')
  for (const { sentences } of [...amended('ru'), ...amended('en')]) {
    for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]|amend\./)
  }
})

test('[DF6] words that only came are told as such, and a row that keeps its number gets no other', () => {
  const titles = ['Книжный клуб для подростков', 'Книжный клуб</p><p>и его гости', 'Третье', 'Четвёртое']
  const draft = planDraft(1, 4)
  draft.sections[0]?.items.forEach((item, index) => {
    item.numbering = 'typed'
    item.number = `${index + 1}.`
    item.title = `<p>${titles[index]}</p>`
  })
  const edit = editingOf(planDoc(draft))
  const before = projectPlan(edit.doc, 'p')
  const [one = '', two = '', three = '', four = ''] = before.sections[0]?.items.map(({ id }) => id) ?? []
  setCell(edit, one, 'title', textToBlocks('Книжный клуб «Сова» для подростков'))
  setCell(edit, two, 'title', textToBlocks('Книжный клуб\nи его гости из области'))
  setCell(edit, three, 'title', textToBlocks('Третье, и'))
  moveRow(edit, four, { section: before.sections[0]?.id ?? '', parent: null, after: null })
  const after = projectPlan(edit.doc, 'p')
  expect(amendmentsOf(diffPlans(before, after), before, after, versionRu)[0]?.sentences).toEqual([
    'пункт 4 поместить в начало;',
    'в пункте 1 после слов «Книжный клуб» дополнить словами «„Сова“»;',
    'пункт 2 дополнить словами «из области»;',
    'пункт 3 изложить в следующей редакции: «Третье, и».',
  ])
})

test('[DF6] an order leaves out what changes no word: how a period is read, how a text is set', () => {
  const edit = editingOf(planDoc(planDraft(1, 3)))
  const before = projectPlan(edit.doc, 'p')
  const after = structuredClone(before)
  const [one, two, three] = after.sections[0]?.items ?? []
  if (one) one.period = { ...one.period, corrected: true, start: '2022-04-01' }
  if (two) two.title = { ...two.title, html: `<p><strong>${two.title.text}</strong></p>` }
  if (three) three.period = { ...three.period, text: 'май' }
  after.front = { ...after.front, intro: { html: '<p><em></em></p>', text: after.front.intro.text } }
  const changes = diffPlans(before, after)
  expect(changes.length).toBeGreaterThan(3)
  expect(amendmentsOf(changes, before, after, versionRu)).toEqual([
    { section: 'Раздел 1', sentences: ['в пункте 3 срок «март» заменить сроком «май».'] },
  ])
})

test('[DF9] however many rows were changed, telling it looks through each plan a few times', () => {
  let looks = 0
  const counted = (plan: PlanJson): PlanJson =>
    new Proxy(plan, {
      get: (target, key, receiver) => {
        if (key === 'sections' || key === 'columns') looks++
        return Reflect.get(target, key, receiver) as unknown
      },
    })
  const edit = editingOf(planDoc(planDraft(2, 100)))
  const before = projectPlan(edit.doc, 'p')
  for (const { id } of before.sections.flatMap(({ items }) => items)) {
    setCell(edit, id, 'title', textToBlocks(`Праздник ${id}`))
    setCell(edit, id, 'period', textToBlocks('май'))
  }
  const after = projectPlan(edit.doc, 'p')
  const told = amendmentsOf(diffPlans(before, after), counted(before), counted(after), versionRu)
  expect(told.flatMap(({ sentences }) => sentences)).toHaveLength(400)
  expect(looks).toBeLessThan(10)
})
