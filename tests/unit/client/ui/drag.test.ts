/** The gesture of every drag: whose press it is, and how it ends. */
import { expect, test } from 'vitest'
import { followPress } from '../../../../client/ui/drag.ts'

const at = (type: string, pointerId: number, x: number): PointerEvent =>
  new PointerEvent(type, { pointerId, clientX: x, clientY: 10, button: 0, pointerType: 'touch' })

const tell = (type: string, pointerId: number, x: number) => window.dispatchEvent(at(type, pointerId, x))

test('[RV3] while one finger drags, another is nothing, wherever it was put and whatever it does', () => {
  const told: string[] = []
  let held: string | null = null
  const press = (row: string, pointerId: number): void => {
    const hold = { slop: 5, rests: false, isHeld: () => held !== null }
    followPress(at('pointerdown', pointerId, 0), {
      ...hold,
      follow: ({ x }) => {
        held = row
        told.push(`${row} ${x}`)
      },
      finish: (isDrop) => {
        held = null
        told.push(`${row} ${isDrop ? 'dropped' : 'given up'}`)
      },
    })
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
