/** Where a message is written, while its cell goes and comes back. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { CommentsWords } from '../../../../client/comments/CommentsWords.tsx'
import { Composer, type Sent } from '../../../../client/comments/Composer.tsx'
import { Drafts } from '../../../../client/comments/drafts.ts'
import { PanelContext, type PanelScope } from '../../../../client/comments/panel-context.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { ru } from '../../../support/words.ts'
import { click, text } from '../people/hands.ts'
import { draw } from '../presence/support.tsx'

let remove = async () => {}
afterEach(() => remove())

const memoryOf = () => {
  const kept = new Map<string, string>()
  return {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
  }
}

const compose = async (
  drafts: Drafts,
  cell: { column: string; blocks: ReturnType<typeof textToBlocks> } | undefined,
) => {
  const sent: Sent[] = []
  const scope = { drafts, people: { others: [] } } as unknown as PanelScope
  const drawn = await draw(
    <CommentsWords>
      <PanelContext value={scope}>
        <Composer
          {...{ cell }}
          draftKey="t1"
          label="x"
          hint=""
          sendLabel="send"
          open
          onSend={(one) => void sent.push(one)}
        />
      </PanelContext>
    </CommentsWords>,
  )
  remove = drawn.remove
  return sent
}

const PROPOSED = '<p>Другой текст</p>'

test('[CU14] a suggestion without its cell is not sent, says so, and stays in the draft', async () => {
  const drafts = new Drafts({ memory: memoryOf(), planId: 'p', me: 'anna' })
  drafts.set('t1', { text: '', named: [], html: PROPOSED })
  const alone = await compose(drafts, undefined)
  expect(text()).toContain(ru('comments.suggest.gone'))
  await click('send')
  expect([alone, drafts.get('t1').html]).toEqual([[], PROPOSED])
  await remove()
  // Its words go, and it stays.
  drafts.set('t1', { text: 'Слова', named: [], html: PROPOSED })
  const withWords = await compose(drafts, undefined)
  await click('send')
  expect([withWords, drafts.get('t1')]).toEqual([
    [{ text: 'Слова', html: null }],
    { text: '', named: [], html: PROPOSED },
  ])
  await click(ru('comments.suggest.drop'))
  expect(drafts.get('t1').html).toBeNull()
})

test('[CU14] it is sent when its cell is back', async () => {
  const drafts = new Drafts({ memory: memoryOf(), planId: 'p', me: 'anna' })
  drafts.set('t1', { text: '', named: [], html: PROPOSED })
  const sent = await compose(drafts, { column: 'title', blocks: textToBlocks('Текст') })
  await act(async () => {})
  await click('send')
  expect(sent).toEqual([{ text: '', html: PROPOSED }])
})
