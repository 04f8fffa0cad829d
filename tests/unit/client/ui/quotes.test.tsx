/** Quotes within quotes, wherever messages are filled. */
import { expect, test } from 'vitest'
import { useText } from '../../../../client/ui/use-text.ts'
import { fillMessage } from '../../../../shared/i18n/format.ts'
import { draw } from '../presence/support.tsx'

const PLAN = 'План «Клуба „Диалог“» и “Other”'

test('[CX1] what a message quotes has the inner marks of its language, and nothing else is touched', () => {
  expect(fillMessage('раздел «{title}» после {row}', { title: 'Акция «Дарите книги»', row: '«5»' })).toBe(
    'раздел «Акция „Дарите книги“» после «5»',
  )
  expect(fillMessage('rename “{before}” as “{after}”', { before: 'The “Club”', after: 'Клуб «А»' })).toBe(
    'rename “The ‘Club’” as “Клуб «А»”',
  )
  expect(fillMessage('{title}: «{n}» {lost}', { title: PLAN, n: 5 })).toBe(`${PLAN}: «5» {lost}`)
})

const Words = () => useText()('home.plan.deleted', { title: PLAN })

test('[CX1] on the page as well', async () => {
  const { container, remove } = await draw(<Words />)
  expect(container.textContent).toBe('План «План „Клуба „Диалог““ и “Other”» в корзине')
  await remove()
})
