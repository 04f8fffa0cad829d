/** Messages with a way back go when the way is closed. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { showToast, toasts } from '../../../../client/ui/toast.ts'

// Other files show messages, too.
beforeEach(() => toasts.clear())
afterEach(() => toasts.clear())

const texts = () => toasts.visibleToasts.map(({ content }) => content.text)

it('[LQ4] a message goes when what it offers would be something else, and asks no longer when it is gone', () => {
  const overs: (() => void)[] = []
  const stop = vi.fn<() => void>()
  const until = (over: () => void) => {
    overs.push(over)
    return stop
  }
  showToast({ text: 'Вставлено', action: { label: 'Отменить', run: vi.fn<() => void>(), until } })
  showToast({ text: 'Ссылка скопирована' })
  expect(texts()).toContain('Вставлено')
  overs[0]?.()
  expect(texts()).toEqual(['Ссылка скопирована'])
  expect(stop).toHaveBeenCalledOnce()
})

it('[LQ4] a message whose way is closed already is gone at once', () => {
  const until = (over: () => void) => {
    over()
    return vi.fn<() => void>()
  }
  showToast({ text: 'Вставлено', action: { label: 'Отменить', run: vi.fn<() => void>(), until } })
  expect(texts()).toEqual([])
})
