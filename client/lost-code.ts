/** What people are told where code did not come, and what they can do about it (SPEC UI21, UI24). Owns that choice for all who fetch code. */
import { useCallback } from 'react'
import { NewBuild } from './ui/new-build.ts'
import { showToast } from './ui/toast.ts'
import { type Text, useText } from './ui/use-text.ts'

export interface LostCode {
  readonly words: string
  readonly label: string
  readonly act: () => void
}

/** Leaving asks first where something is not kept, as ever. */
const reload = (): void => window.location.reload()

/** In the words of a server that cannot be reached, unless the program was updated. */
export const useLostCode = (): ((error: unknown, retry: () => void) => LostCode) => {
  const text = useText()
  return useCallback(
    (error, retry) =>
      error instanceof NewBuild
        ? { words: text('common.newBuild'), label: text('common.reload'), act: reload }
        : { words: text('error.network'), label: text('common.retry'), act: retry },
    [text],
  )
}

/** The same as a message, for code of which there is nothing in the page; `words` where nothing was updated. */
export const showLostCode = (error: unknown, text: Text, words: string): void => {
  const isNew = error instanceof NewBuild
  showToast({
    text: isNew ? text('common.newBuild') : words,
    tone: 'bad',
    ...(isNew && { action: { label: text('common.reload'), run: reload } }),
  })
}
