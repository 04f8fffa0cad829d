/** The header's pieces as people and screen readers meet them. */
import { act } from 'react'
import { describe, expect, it } from 'vitest'
import type { Colleague, SavedState } from '../../../../client/plan/plan-session.ts'
import { People } from '../../../../client/presence/People.tsx'
import { whereText } from '../../../../client/presence/where.ts'
import { SavedIndicator } from '../../../../client/presence/SavedIndicator.tsx'
import { useFollow } from '../../../../client/presence/use-follow.ts'
import { createValue } from '../../../../client/sync/store.ts'
import { buildPlan } from '../../../../shared/plan/build.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import * as Y from 'yjs'
import { DRAFT } from '../../sync/draft.ts'
import { itemDraft, planDoc, planDraft } from '../../../support/drafts.ts'
import { ru } from '../../../support/words.ts'
import { identityOf } from '../../../support/identities.ts'
import { draw } from './support.tsx'

const labelIn = (container: Element) => container.querySelector('button')?.getAttribute('aria-label')

describe('the saving indicator', () => {
  it('[SV4] counts changes with the right plural in both languages', async () => {
    const words: Record<string, string> = {}
    for (const changes of [0, 1, 3, 5]) {
      const saved = createValue<SavedState>({ kind: 'offline', changes })
      for (const locale of ['ru', 'en'] as const) {
        const { container, remove } = await draw(<SavedIndicator session={{ saved }} />, locale)
        words[`${locale}${changes}`] =
          container.querySelector('button span:nth-of-type(2)')?.textContent ?? ''
        await remove()
      }
    }
    expect(words).toEqual({
      ru0: 'Нет связи',
      ru1: 'Нет связи, 1 изменение хранится здесь',
      ru3: 'Нет связи, 3 изменения хранятся здесь',
      ru5: 'Нет связи, 5 изменений хранятся здесь',
      en0: 'Offline',
      en1: 'Offline, 1 change kept here',
      en3: 'Offline, 3 changes kept here',
      en5: 'Offline, 5 changes kept here',
    })
  })

  it('[SV10] tells a screen reader of trouble and of its end', async () => {
    const saved = createValue<SavedState>({ kind: 'saved' })
    const { container, remove } = await draw(<SavedIndicator session={{ saved }} />)
    const spoken = () => container.querySelector('output')?.textContent
    expect(spoken()).toBe('')
    await act(async () => saved.set({ kind: 'offline', changes: 0 }))
    expect(spoken()).toContain('Связь с сервером пропала')
    await act(async () => saved.set({ kind: 'saved' }))
    expect(spoken()).toBe('Связь вернулась, всё сохранено.')
    await remove()
  })

  it('[SV10] tells a screen reader when the browser keeps nothing any more, while there is no connection', async () => {
    const saved = createValue<SavedState>({ kind: 'offline', changes: 0 })
    const { container, remove } = await draw(<SavedIndicator session={{ saved }} />)
    const spoken = () => container.querySelector('output')?.textContent
    expect(spoken()).toBe(ru('sync.announce.offline'))
    await act(async () => saved.set({ kind: 'offline', changes: 0, memoryOnly: true }))
    expect(spoken()).toBe(ru('sync.announce.memory-only'))
    await act(async () => saved.set({ kind: 'offline', changes: 1 }))
    expect(spoken()).toBe(ru('sync.announce.offline'))
    await remove()
  })
})

describe('the people', () => {
  const doc = new Y.Doc()
  let next = 0
  buildPlan(doc, DRAFT, { ids: () => `id${(next += 1)}`, epoch: 'e1' })
  const projection = new PlanProjection(doc)
  const [section] = projection.view().sections
  const me = identityOf()
  const someone = (clientId: number, more: Partial<Colleague> = {}): Colleague => ({
    clientId,
    id: `p${clientId}`,
    name: `Анна ${clientId}`,
    hue: 1,
    department: null,
    place: null,
    cursor: null,
    ...more,
  })

  it('[PE6] says who is here and where, and follows at a press', async () => {
    const place = { row: section?.rows[1]?.id ?? null, field: 'title', section: section?.id ?? null }
    const colleagues = createValue<readonly Colleague[]>([someone(2, { place })])
    const followed: (number | null)[] = []
    const session = { colleagues, projection, me }
    const { container, remove } = await draw(
      <People session={session} onFollow={(id) => followed.push(id)} />,
    )
    expect(labelIn(container)).toBe('Анна 2: раздел «Конкурсы», строка 2. Следить за правкой')
    await act(async () => container.querySelector('button')?.click())
    expect(followed).toEqual([2])
    await act(async () => colleagues.set([]))
    expect(container.querySelector('ul')).toBeNull()
    await remove()
  })

  it('[PE6] has words for a place without a title, and guesses none for what is not here', () => {
    const doc = planDoc({
      ...planDraft(1, 1),
      sections: [
        { title: 'Конкурсы', department: null, items: [itemDraft('', { number: '', numbering: 'none' })] },
        { title: '', department: null, items: [itemDraft('Акция', { number: '', numbering: 'none' })] },
        { title: 'Уйдёт', department: null, items: [itemDraft('Без дома')] },
      ],
    })
    const [first, second, third] = new PlanProjection(doc).view().sections
    doc.getMap('sections').delete(third?.id ?? '')
    const view = new PlanProjection(doc).view()
    const at = (row: string | null, section: string | null = null) =>
      whereText(view, { row, field: 'title', section }, ru as never)
    expect(at(first?.rows[0]?.id ?? '')).toBe('раздел «Конкурсы», строка без названия')
    expect(at(second?.rows[0]?.id ?? '')).toBe('раздел без названия, «Акция»')
    expect(at(null, second?.id)).toBe('раздел без названия')
    expect(at(third?.rows[0]?.id ?? '')).toBe('без раздела, строка 1')
    expect(at('r-somewhere')).toBe('читает план')
    expect(at(null, 's-somewhere')).toBe('читает план')
    expect(at(null)).toBe('шапка плана')
    const around = { row: null, section: null, field: 'outro' }
    expect(whereText(view, around, ru as never)).toBe('текст под таблицей')
  })

  it('[PE6] shows one avatar a person, and a number for those that do not fit', async () => {
    const many = Array.from({ length: 8 }, (_, index) => someone(index + 2, { id: `p${index % 7}` }))
    const session = { colleagues: createValue<readonly Colleague[]>(many), projection, me }
    const { container, remove } = await draw(<People session={session} />)
    expect(container.querySelectorAll('li')).toHaveLength(5)
    expect(container.querySelector('ul')?.getAttribute('aria-label')).toBe('Ещё 7 человек в плане')
    expect(container.querySelector('li:last-child')?.textContent).toBe('+3')
    await remove()
  })

  it('[FQ5] whoever may follow is drawn again when the one followed goes, not at colleagues’ steps', async () => {
    const colleagues = createValue<readonly Colleague[]>([someone(2), someone(3)])
    const drawn: (number | null)[] = []
    const Follower = () => {
      const { followed, follow } = useFollow({ colleagues })
      drawn.push(followed)
      return <button type="button" aria-label="Анна 2" onClick={() => follow(2)} />
    }
    const { container, remove } = await draw(<Follower />)
    const step = { row: 'r1', field: 'title', section: 's1' }
    await act(async () => colleagues.set([someone(2, { place: step }), someone(3)]))
    await act(async () => container.querySelector('button')?.click())
    await act(async () => colleagues.set([someone(2), someone(3, { place: step })]))
    expect(drawn).toEqual([null, 2])
    await act(async () => colleagues.set([someone(3)]))
    expect(drawn).toEqual([null, 2, null])
    await remove()
  })
})
