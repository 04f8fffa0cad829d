/** The search dialog by keyboard alone. */
import { act, type ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { Laid } from '../../../../client/inbox/Laid.tsx'
import { moveChoice, SearchDialog } from '../../../../client/search/SearchDialog.tsx'
import { isSearchKey, useSearchKeys } from '../../../../client/search/use-search-keys.ts'
import { type DrawerButton, PlanFrame } from '../../../../client/shell/PlanFrame.tsx'
import { Dialog } from '../../../../client/ui/Dialog.tsx'
import { buildPlan } from '../../../../shared/plan/build.ts'
import { blocksToText } from '../../../../shared/plan/rich.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { countingIds } from '../../../support/drafts.ts'
import { draw } from '../presence/support.tsx'
import { DRAFT } from '../../sync/draft.ts'

afterEach(() => void vi.restoreAllMocks())

const enter = (input: HTMLInputElement, text: string): void => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}
const pressNow = (input: Element, key: string): void =>
  void input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
const typeInto = (input: HTMLInputElement, text: string) => act(async () => enter(input, text))
const press = (input: Element, key: string) => act(async () => pressNow(input, key))

describe('the search dialog', () => {
  it('[SE9] [CE11] finds while typing, chooses with the arrows and jumps with Enter', async () => {
    const doc = new Y.Doc()
    buildPlan(doc, DRAFT, { ids: countingIds('id'), epoch: 'e1' })
    const projection = new PlanProjection(doc)
    const jumps: string[][] = []
    const dialog = (
      <SearchDialog
        session={{ projection }}
        open
        onClose={() => jumps.push(['closed'])}
        onJump={(id, kind) => jumps.push([kind, id])}
      />
    )
    const { remove } = await draw(dialog)
    const input = document.querySelector('input')
    if (input === null) throw new Error('the dialog has a field')
    expect(document.activeElement).toBe(input)
    await typeInto(input, 'семинары')
    const options = [...document.querySelectorAll('[role=option]')]
    expect(options.map((option) => option.getAttribute('aria-selected'))).toEqual(['true', 'false'])
    expect(document.querySelector('output')?.textContent).toBe('Найдено 2 места')
    await press(input, 'ArrowDown')
    expect(input.getAttribute('aria-activedescendant')).toBe(options[1]?.id)
    // One that ends a composed word in Safari.
    const ends = new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true })
    await act(async () => void input.dispatchEvent(ends))
    expect(jumps).toEqual([])
    await press(input, 'Enter')
    const row = projection.view().sections[1]?.rows[0]?.id
    expect(jumps).toEqual([['closed'], ['row', row]])
    await typeInto(input, 'квант')
    expect(document.querySelector('output')?.textContent).toContain('Ничего не найдено')
    await remove()
  })

  it('[SE11] Enter means the words in the field, also before the list has followed them', async () => {
    const doc = new Y.Doc()
    buildPlan(doc, DRAFT, { ids: countingIds('id'), epoch: 'e1' })
    const projection = new PlanProjection(doc)
    const jumps: string[] = []
    const jump = (id: string) => void jumps.push(id)
    const { remove } = await draw(
      <SearchDialog session={{ projection }} open onClose={() => {}} onJump={jump} />,
    )
    const input = document.querySelector('input')
    if (input === null) throw new Error('the dialog has a field')
    const [first, second] = projection.view().sections.map(({ rows }) => rows[0])
    await typeInto(input, blocksToText(first?.cells.title ?? []))
    // One after the other without a pause in which the list could be drawn.
    await act(async () => {
      enter(input, blocksToText(second?.cells.title ?? []))
      pressNow(input, 'Enter')
    })
    expect(jumps).toEqual([second?.id])
    await remove()
  })

  it('[SE9] goes round at the ends, and leaves other keys alone', () => {
    expect(['ArrowDown', 'ArrowUp'].map((key) => moveChoice(key, 2, 3))).toEqual([0, 1])
    expect(moveChoice('ArrowUp', 0, 3)).toBe(2)
    expect(moveChoice('PageDown', 0, 3)).toBe(2)
    expect(moveChoice('a', 0, 3)).toBeNull()
    expect(moveChoice('ArrowDown', 0, 0)).toBeNull()
  })

  it('[SE10] opens by the key’s place, whatever letter the layout puts there', () => {
    const key = (init: KeyboardEventInit) => isSearchKey(new KeyboardEvent('keydown', init))
    expect(key({ code: 'KeyK', key: 'л', ctrlKey: true })).toBe(true)
    expect(key({ code: 'KeyF', key: 'а', metaKey: true })).toBe(true)
    expect(key({ code: 'KeyF', key: 'f' })).toBe(false)
    expect(key({ code: 'KeyF', key: 'F', ctrlKey: true, shiftKey: true })).toBe(false)
  })

  /** Whether the page took the key for the search. */
  const pressed = (): boolean => {
    const event = new KeyboardEvent('keydown', { code: 'KeyK', ctrlKey: true, cancelable: true })
    window.dispatchEvent(event)
    return event.defaultPrevented
  }

  it('[SE12] leaves the keys to the browser while a dialog lies over the page', async () => {
    let asked = 0
    const ask = () => void (asked += 1)
    const Page = ({ open }: { open: boolean }) => {
      useSearchKeys(ask)
      return (
        <Dialog title="Доступ" open={open} onClose={() => {}}>
          <input defaultValue="Ирина" />
        </Dialog>
      )
    }
    const covered = await draw(<Page open />)
    expect(document.querySelector('input')?.value).toBe('Ирина')
    expect([pressed(), asked]).toEqual([false, 0])
    await covered.remove()
    const open = await draw(<Page open={false} />)
    expect([pressed(), asked]).toEqual([true, 1])
    await open.remove()
  })

  it('[SE12] and while the drawer or the inbox lies over a narrow window', async () => {
    const narrow = Object.assign(new EventTarget(), { matches: true }) as unknown as MediaQueryList
    vi.spyOn(window, 'matchMedia').mockReturnValue(narrow)
    const Page = ({ children }: { children: ReactNode }) => {
      useSearchKeys(() => {})
      return children
    }
    const place = { current: null }
    const inbox = await draw(
      <Page>
        <Laid open label="Уведомления" onClose={() => {}} {...{ place }}>
          Нет новых
        </Laid>
      </Page>,
    )
    expect(pressed()).toBe(false)
    await inbox.remove()
    const header = (drawer: DrawerButton) => <button onClick={() => drawer?.()}>Разделы</button>
    const plan = await draw(
      <Page>
        <PlanFrame header={header} rail={() => <a href="#one">Конкурсы</a>}>
          План
        </PlanFrame>
      </Page>,
    )
    expect(pressed()).toBe(true)
    await act(async () => plan.container.querySelector('button')?.click())
    expect(document.body.textContent).toContain('Конкурсы')
    expect(pressed()).toBe(false)
    await plan.remove()
  })
})
