/** The thinking of the comments' panel: what is unread, who is named, which threads are shown, where they stand. */
import { describe, expect, it } from 'vitest'
import { createDesk, pointAtThread, showThread } from '../../../../client/comments/desk.ts'
import { Drafts, EMPTY_DRAFT, bodyOf, draftOf } from '../../../../client/comments/drafts.ts'
import { type Entry, arrange, choiceFor } from '../../../../client/comments/filters.ts'
import { peopleOf } from '../../../../client/comments/people.ts'
import { type Candidate, askingAt, candidatesFor, choose } from '../../../../client/comments/picker.ts'
import { Reads, hasUnread } from '../../../../client/comments/reads.ts'
import { RowIndex } from '../../../../client/comments/row-index.ts'
import { Standings } from '../../../../client/comments/standing.ts'
import { condense, diffSuggestion } from '../../../../client/comments/suggestion-diff.ts'
import type { Memory } from '../../../../client/browser-memory.ts'
import { aboutWords } from '../../../../shared/comments/anchor.ts'
import {
  type Speaking,
  deleteMessage,
  reply,
  setResolved,
  startThread,
} from '../../../../shared/comments/edit.ts'
import { mentionOf } from '../../../../shared/comments/mentions.ts'
import { ThreadsProjection } from '../../../../shared/comments/threads.ts'
import { deleteRow, restoreRow, setCell } from '../../../../shared/plan/edit.ts'
import { parseHtml } from '../../../../shared/plan/html.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { cellKey, rowsOf } from '../../../../shared/plan/schema.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import type * as Y from 'yjs'
import { editingOf } from '../../../support/drafts.ts'
import { ROW, planOf } from '../../access/world.ts'

let clock = 1_700_000_000_000

const memoryOf = (): Memory & { kept: Map<string, string> } => {
  const kept = new Map<string, string>()
  return { kept, read: (key) => kept.get(key) ?? null, write: (key, value) => void kept.set(key, value) }
}

const world = () => {
  const doc = planOf()
  const speaking = (id: string, seed: number): Speaking => ({
    ...editingOf(doc, id, seed),
    name: id,
    now: () => (clock += 1000),
  })
  const [anna, boris] = [speaking('anna', 1), speaking('boris', 2)]
  const threads = new ThreadsProjection(doc)
  const begin = (who: Speaking, text: string, about = {}) =>
    startThread(who, { row: ROW, column: null, quote: '', range: null, ...about }, { text }).thread
  return { doc, anna, boris, threads, begin }
}

describe('unread marks', () => {
  it('[CU8] what was there before the first visit is read, unless it names me; what comes later is not', () => {
    const { anna, boris, threads, begin } = world()
    const memory = memoryOf()
    const [old, named] = [begin(boris, 'Давно'), begin(boris, `Спросим ${mentionOf('Анна', 'anna')}`)]
    const reads = new Reads({ memory, planId: 'p', me: 'anna' })
    const unread = () =>
      threads
        .view()
        .filter((thread) => hasUnread(reads.get(), 'anna', thread))
        .map(({ id }) => id)
    expect(unread()).toEqual([])
    reads.begin(threads.view())
    expect(unread()).toEqual([named])
    reply({ ...boris, now: () => 5 }, old, { text: 'Написано без связи, пришло теперь' })
    reply(anna, named, { text: 'Своё' })
    expect(unread()).toEqual([old, named])
    reads.see(threads.view().filter(({ id }) => id === old))
    expect(unread()).toEqual([named])
    // Another visit, another person, another plan; and nothing to be had from a broken memory.
    const again = new Reads({ memory, planId: 'p', me: 'anna' })
    again.begin(threads.view())
    expect([again.get(), new Reads({ memory, planId: 'p', me: 'boris' }).get()]).toEqual([reads.get(), null])
    for (const key of memory.kept.keys()) memory.kept.set(key, '{')
    expect(new Reads({ memory, planId: 'p', me: 'anna' }).get()).toBeNull()
  })

  it('[CU4] the sheet is told of one row alone: how many are open, unread, looked at', () => {
    const { doc, anna, boris, threads, begin } = world()
    const desk = createDesk()
    const reads = new Reads({ memory: memoryOf(), planId: 'p', me: 'anna' })
    reads.begin(threads.view())
    const index = new RowIndex({ threads, desk, reads, me: 'anna' })
    expect(index.at(ROW)).toMatchObject({ count: 0, marks: [] })
    const cell = begin(boris, 'К ячейке', { column: 'title', quote: 'слово' })
    const whole = begin(anna, 'К строке')
    begin(boris, 'Не здесь', { row: 'other' })
    expect(index.at(ROW)).toMatchObject({ count: 2, unread: true, active: false })
    expect(index.at(ROW).marks).toEqual([
      { thread: cell, column: 'title', quote: 'слово', range: null, active: false },
    ])
    const before = index.at(ROW)
    begin(boris, 'Ещё не здесь', { row: 'other' })
    expect(index.at(ROW)).toBe(before)
    showThread(desk, whole)
    expect(index.at(ROW).active).toBe(true)
    setResolved(editingOf(doc, 'anna'), cell, true)
    expect(index.at(ROW)).toMatchObject({ count: 1, unread: false, marks: [] })
    // A resolved one is marked while somebody points at it.
    pointAtThread(desk, cell)
    expect(index.at(ROW).marks).toMatchObject([{ thread: cell, active: true }])
  })
})

describe('a draft', () => {
  const anna = { id: 'a1', name: 'Анна Петрова' }

  it('[CU12] is sent with everybody as named who was chosen, and read back for editing', () => {
    const named = [anna, { id: 'b', name: 'Анна' }]
    const draft = { text: ' @Анна Петрова, @Анна и @Аннаб с @Вера ', named, html: null }
    const body = '@[Анна Петрова](a1), @[Анна](b) и @Аннаб с @Вера'
    expect(bodyOf(draft)).toBe(body)
    expect(draftOf(body)).toEqual({ text: '@Анна Петрова, @Анна и @Аннаб с @Вера', named, html: null })
  })

  it('[CU9] is kept by thread and person until it is empty, with what the new thread is about', () => {
    const memory = memoryOf()
    const place = { row: ROW, column: 'title', quote: '', range: null }
    const open = (me = 'anna') => new Drafts({ memory, planId: 'p', me })
    open().set('t1', { text: 'Почти', named: [anna], html: null })
    open().set('t2', { text: '', named: [], html: '<p>Правка</p>' })
    open().setPlace(place)
    expect([open().get('t1').named, open().get('t2').html, open().place()]).toEqual([
      [anna],
      '<p>Правка</p>',
      place,
    ])
    expect([open('boris').get('t1'), open('boris').place()]).toEqual([EMPTY_DRAFT, null])
    const one = open()
    one.set('t1', EMPTY_DRAFT)
    one.set('t2', EMPTY_DRAFT)
    one.setPlace(null)
    expect([...memory.kept.values()]).toEqual(['{"place":null,"drafts":{}}'])
    memory.kept.set('svod.comments.drafts.p.anna', '{"place":5,"drafts":{"t1":{"text":1}}}')
    expect([open().get('t1'), open().place()]).toEqual([EMPTY_DRAFT, null])
  })
})

describe('two tabs of one browser', () => {
  it('[CU9] keep what the other began, and bring nothing back that the other sent', () => {
    const memory = memoryOf()
    const open = () => new Drafts({ memory, planId: 'p', me: 'anna' })
    const [one, two] = [open(), open()]
    const draft = (text: string) => ({ text, named: [], html: null })
    one.set('t1', draft('Из первой'))
    two.set('t2', draft('Из второй'))
    two.setPlace({ row: ROW, column: 'title', quote: '', range: null })
    one.set('t1', EMPTY_DRAFT)
    two.set('t3', draft('Ещё'))
    const now = open()
    expect([now.get('t1'), now.get('t2').text, now.get('t3').text]).toEqual([EMPTY_DRAFT, 'Из второй', 'Ещё'])
    expect([one.get('t2').text, one.place()?.row]).toEqual(['Из второй', ROW])
    // Where nothing can be kept a draft lasts as long as the page.
    const forbidden = new Drafts({ memory: { read: () => null, write: () => {} }, planId: 'p', me: 'anna' })
    forbidden.set('t1', draft('Только здесь'))
    expect(forbidden.get('t1').text).toBe('Только здесь')
  })

  it('[CU8] have both read what one of them has', () => {
    const memory = memoryOf()
    const open = () => new Reads({ memory, planId: 'p', me: 'anna' })
    open().begin([])
    const [one, two] = [open(), open()]
    one.learn(['m1'])
    two.learn(['m2'])
    expect([...(open().get() ?? [])]).toEqual(['m1', 'm2'])
  })
})

describe('the list behind an @', () => {
  const people: readonly Candidate[] = [
    { id: '1', name: 'Пётр Алёхин', hue: 1, here: false },
    { id: '2', name: 'Анна Петрова', hue: 0, here: false },
    { id: '3', name: 'Вера Петренко-Алёшина', hue: 0, here: true },
  ]
  const names = (query: string) => candidatesFor(people, query).map(({ id }) => id)

  it('[CU12] opens behind an @ that begins a word, and follows up to three words', () => {
    expect(askingAt('Кто? @пет ал', 12)).toEqual({ at: 5, query: 'пет ал' })
    expect(askingAt('@', 1)).toEqual({ at: 0, query: '' })
    expect(askingAt('(@вер', 5)).toEqual({ at: 1, query: 'вер' })
    for (const text of ['почта@дом', '@раз, два', '@раз два три четыре', '@раз\nдва', 'без него']) {
      expect([text, askingAt(text, text.length)]).toEqual([text, null])
    }
  })

  it('[CU12] offers those who are here first, by the beginnings of their names; nobody behind a whole name', () => {
    expect(names('')).toEqual(['3', '2', '1'])
    expect(names('ПЕТ')).toEqual(['3', '2', '1'])
    expect(names('алех')).toEqual(['1'])
    expect(names('алеш петр')).toEqual(['3'])
    expect(names('рова')).toEqual([])
    expect(names('анна петрова ')).toEqual([])
  })

  it('[CU12] puts the chosen name in place of what was typed', () => {
    const asking = askingAt('Кто? @пет завтра', 9)!
    const chosen = choose({ ...EMPTY_DRAFT, text: 'Кто? @пет завтра' }, asking, people[1]!)
    expect(chosen.draft.text).toBe('Кто? @Анна Петрова завтра')
    expect(chosen.draft.text.slice(0, chosen.caret)).toBe('Кто? @Анна Петрова ')
    expect(bodyOf(chosen.draft)).toBe('Кто? @[Анна Петрова](2) завтра')
    const again = choose(
      { ...chosen.draft, text: `${chosen.draft.text} @` },
      { at: 26, query: '' },
      people[1]!,
    )
    expect(again.draft.named).toHaveLength(1)
  })

  it('[CU12] knows each person once, whoever is here before the house and old authors, and never me', () => {
    const { anna, threads, begin } = world()
    begin(anna, 'x')
    begin({ ...anna, by: 'old', name: 'Давний' }, 'y')
    const me = { id: 'me', name: 'Я', hue: 4 }
    const here = {
      clientId: 1,
      id: 'anna',
      name: 'Анна',
      hue: 2,
      department: null,
      place: null,
      cursor: null,
    }
    const readers = [
      { id: 'anna', name: 'Анна (счёт)', hue: 0 },
      { id: 'me', name: 'Я', hue: 4 },
      { id: 'vera', name: 'Вера', hue: 3 },
    ]
    const people = peopleOf({ me, colleagues: [here], readers, threads: threads.view() })
    expect(people.others.map((one) => [one.id, one.name, one.hue, one.here])).toEqual([
      ['anna', 'Анна', 2, true],
      ['vera', 'Вера', 3, false],
      ['old', 'Давний', 0, false],
    ])
    expect([people.hueOf('me'), people.hueOf('nobody'), people.nameOf('nobody')]).toEqual([4, 0, null])
  })
})

describe('what is shown', () => {
  it('[CU11] open, resolved, mine and about me, in the order of the rows, with whatever one goes to', () => {
    const { doc, anna, boris, threads, begin } = world()
    const standings = new Standings(doc)
    const view = new PlanProjection(doc).view()
    const gone = begin(boris, `${mentionOf('Анна', 'anna')}?`, { row: 'gone' })
    const open = begin(boris, 'Открыто')
    const done = begin(boris, 'Решено')
    const taken = reply(anna, open, { text: 'Моё, удалённое' })!
    reply(anna, done, { text: 'Моё' })
    deleteMessage(anna, taken)
    setResolved(boris, done, true)
    const entries: Entry[] = threads
      .view()
      .map((thread) => ({ thread, standing: standings.of(thread, view) }))
    const ids = (filter: 'open' | 'resolved' | 'mine' | 'mentions', section = '') =>
      arrange(entries, { filter, section }, 'anna').map(({ thread }) => thread.id)
    expect([ids('open'), ids('resolved'), ids('mine'), ids('mentions')]).toEqual([
      [open, gone],
      [done],
      [done],
      [gone],
    ])
    const section = view.sections[0]!.id
    expect([ids('open', section), ids('open', 'another')]).toEqual([[open], []])
    const entryOf = (id: string) => entries.find(({ thread }) => thread.id === id)!
    const goTo = (id: string) => choiceFor({ filter: 'mine', section }, entryOf(id), 'anna')
    expect([goTo(done), goTo(open), goTo(gone)]).toEqual([
      { filter: 'mine', section },
      { filter: 'open', section },
      { filter: 'open', section: '' },
    ])
  })

  it('[CU6] a thread says whether its words, its column and its row are there, and again after they came back', () => {
    const { doc, anna, threads } = world()
    const projection = new PlanProjection(doc)
    const standings = new Standings(doc)
    setCell(anna, ROW, 'title', textToBlocks('Чтения вслух'))
    const fragment = rowsOf(doc).get(ROW)!.get(cellKey('title')) as Y.XmlFragment
    const about = { row: ROW, column: 'title', ...aboutWords(fragment, { from: 7, to: 12 })! }
    startThread(anna, about, { text: 'Как?' })
    startThread(anna, { ...about, column: 'nowhere' }, { text: 'Где?' })
    const stand = () => threads.view().map((thread) => standings.of(thread, projection.view()).gone)
    const first = () => standings.of(threads.view()[0]!, projection.view())
    const before = first()
    setCell(anna, ROW, 'period', textToBlocks('май'))
    expect(first()).toBe(before)
    expect(stand()).toEqual([null, 'column'])
    setCell(anna, ROW, 'title', textToBlocks('Чтения'))
    expect(stand()).toEqual(['words', 'column'])
    setCell(anna, ROW, 'title', textToBlocks('Чтения вслух'))
    expect(stand()).toEqual([null, 'column'])
    deleteRow(anna, ROW)
    expect(stand()).toEqual(['row', 'row'])
    expect(standings.of(threads.view()[0]!, projection.view())).toMatchObject({
      section: null,
      title: 'Чтения вслух',
      blocks: null,
    })
    restoreRow(anna, ROW)
    expect(stand()).toEqual([null, 'column'])
  })
})

describe('old → new', () => {
  const diff = (before: string, after: string) => diffSuggestion(textToBlocks(before), textToBlocks(after))
  const SIGNS = { kept: '', old: '-', new: '+' }
  const told = (before: string, after: string) =>
    diff(before, after).map(({ fate, text }) => (fate === 'kept' ? text : `${SIGNS[fate]}[${text}]`))

  it('[CU7] tells whole words, joins neighbours, and leaves what stays', () => {
    expect(told('март', 'март, апрель')).toEqual(['март', '+[, апрель]'])
    expect(told('Чтения вслух в мае', 'Чтения вслух в июне')).toEqual([
      'Чтения вслух в ',
      '-[мае]',
      '+[июне]',
    ])
    expect(told('раз два три', 'один второй три')).toEqual(['-[раз два]', '+[один второй]', ' три'])
    expect(told('май', 'май\nиюнь')).toEqual(['май', '+[\nиюнь]'])
    expect(told('то же', 'то же')).toEqual(['то же'])
    expect(told('', 'новое')).toEqual(['+[новое]'])
    expect(
      diffSuggestion(parseHtml('<ul><li>а</li></ul>'), parseHtml('<ul><li>а</li><li>б</li></ul>')),
    ).toEqual([
      { fate: 'kept', text: '• а' },
      { fate: 'new', text: '\n• б' },
    ])
  })

  it('[CU7] leaves out what stays far from a change, at the bounds of words', () => {
    const long = (word: string) => Array.from({ length: 40 }, (_, at) => `${word}${at}`).join(' ')
    const texts = (before: string, after: string) => condense(diff(before, after)).map(({ text }) => text)
    const [start, old, fresh, end] = texts(`${long('а')} раз ${long('б')}`, `${long('а')} два ${long('б')}`)
    expect([old, fresh]).toEqual(['раз', 'два'])
    expect(start).toMatch(/^… а\d+ .*а39 $/)
    expect(end).toMatch(/^ б0 .* б\d+ …$/)
    expect([start!.length <= 64, end!.length <= 64]).toEqual([true, true])
    const [, middle] = texts(`раз ${long('а')} два`, `${long('а')} три`)
    expect(middle!.length <= 128 && middle!.includes(' … ')).toBe(true)
    expect(texts(long('а'), long('а'))).toEqual([long('а')])
  })
})
