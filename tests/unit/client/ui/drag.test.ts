/** The gesture of every drag: whose press it is, and how it ends. */
import { afterEach, expect, test, vi } from 'vitest'
import { DragStore, followPress, type Point } from '../../../../client/ui/drag.ts'

const at = (type: string, pointerId: number, x: number): PointerEvent =>
  new PointerEvent(type, { pointerId, clientX: x, clientY: 10, button: 0, pointerType: 'touch' })

const tell = (type: string, pointerId: number, x: number) => window.dispatchEvent(at(type, pointerId, x))

test('[RV3] while one finger drags, another is nothing, wherever it was put and whatever it does', () => {
  const told: string[] = []
  let held: string | null = null
  const press = (row: string, pointerId: number): void => {
    const hold = {
      slop: 5,
      rests: false,
      isHeld: () => held !== null,
      follow: ({ x }: Point) => {
        held = row
        told.push(`${row} ${x}`)
      },
      finish: (isDrop: boolean) => {
        held = null
        told.push(`${row} ${isDrop ? 'dropped' : 'given up'}`)
      },
    }
    followPress(at('pointerdown', pointerId, 0), hold, new AbortController().signal)
  }
  press('a', 1)
  press('b', 2)
  tell('pointermove', 1, 50)
  tell('pointermove', 2, 90)
  press('c', 3)
  tell('pointerup', 3, 0)
  tell('pointerup', 2, 90)
  tell('pointermove', 1, 60)
  tell('pointerup', 1, 60)
  expect(told).toEqual(['a 50', 'a 60', 'a dropped'])
  press('d', 4)
  tell('pointerup', 4, 0)
  expect(told.at(-1)).toBe('d dropped')
})

/** A store that drags a word, by the mouse. */
class WordDrag extends DragStore<string> {
  readonly told: string[] = []

  press(): void {
    this.follow(mouse('pointerdown', 0), {
      slop: 5,
      rests: false,
      isHeld: () => this.get() !== null,
      follow: () => this.set('word'),
      finish: (isDrop) => {
        this.set(null)
        this.told.push(isDrop ? 'dropped' : 'given up')
      },
    })
  }
}

const mouse = (type: string, x: number, buttons = 1): PointerEvent =>
  new PointerEvent(type, { pointerId: 7, clientX: x, clientY: 10, button: 0, buttons, pointerType: 'mouse' })

const held = (): WordDrag => {
  const drag = new WordDrag()
  drag.press()
  window.dispatchEvent(mouse('pointermove', 50))
  expect(drag.get()).toBe('word')
  return drag
}

/** The click that a browser makes of a release: whether it opens something. */
const clickOpens = (): boolean => {
  const opened = vi.fn<() => void>()
  document.body.addEventListener('click', opened, { once: true })
  document.body.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  document.body.removeEventListener('click', opened)
  return opened.mock.calls.length > 0
}

afterEach(() => void vi.useRealTimers())

test('[DR1] a drag ends with its page, nothing is dropped, and the next one begins as ever', () => {
  const drag = held()
  drag.leave()
  expect([drag.get(), drag.told]).toEqual([null, ['given up']])
  window.dispatchEvent(mouse('pointerup', 50, 0))
  expect([drag.told, clickOpens()]).toEqual([['given up'], false])
  drag.press()
  window.dispatchEvent(mouse('pointermove', 50))
  window.dispatchEvent(mouse('pointerup', 50, 0))
  expect(drag.told).toEqual(['given up', 'dropped'])
  expect(clickOpens()).toBe(false)
})

test('[DR2] what Esc or a window without the keys gives up opens nothing when the button goes up, and a next press does', () => {
  vi.useFakeTimers()
  const ways = [
    () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })),
    () => window.dispatchEvent(new Event('blur')),
  ]
  for (const way of ways) {
    const drag = held()
    way()
    vi.runAllTimers()
    window.dispatchEvent(mouse('pointerup', 50, 0))
    expect([drag.told, clickOpens()]).toEqual([['given up'], false])
    vi.runAllTimers()
    expect(clickOpens()).toBe(true)
  }
  // A release that nobody heard of takes no click from the next press.
  held()
  ways[0]?.()
  window.dispatchEvent(mouse('pointerdown', 50))
  window.dispatchEvent(mouse('pointerup', 50, 0))
  expect(clickOpens()).toBe(true)
})

test('[DR2] a mouse that comes back without its button gives up what it held', () => {
  const drag = held()
  window.dispatchEvent(mouse('pointermove', 90, 0))
  expect([drag.get(), drag.told, clickOpens()]).toEqual([null, ['given up'], true])
})
