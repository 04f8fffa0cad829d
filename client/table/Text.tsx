/**
 * The text of a spot: static, or an editor while it is being written in, with colleagues' carets over it.
 * Owns the switch between the two; must not know how the spot is framed.
 */
import { memo, useCallback, useEffect, useMemo } from 'react'
import type { Block } from '../../shared/plan/rich.ts'
import { RichView } from '../editor/RichView.tsx'
import type { EditorPort } from '../editor/editor-port.ts'
import { editorStore, loadEditor } from '../editor/load-editor.ts'
import { showLostCode } from '../lost-code.ts'
import type { Colleague } from '../plan/plan-session.ts'
import { useStore } from '../plan/use-plan.ts'
import { useText } from '../ui/use-text.ts'
import { RemoteCarets } from './RemoteCarets.tsx'
import type { Spot } from './grid-nav.ts'
import { useSheet } from './sheet-context.ts'
import { fragmentAt, variantAt } from './spots.ts'

interface TextProps {
  spot: Spot
  blocks: readonly Block[]
  editing: boolean
  label: string
  /** Those whose caret is in this very text. */
  people: readonly Colleague[]
}

/** A cell that is opened before the browser was idle fetches the editor at once. */
const useEditorNow = (isLoaded: boolean): void => {
  const text = useText()
  useEffect(() => {
    if (isLoaded) return
    loadEditor().catch((error: unknown) => showLostCode(error, text, text('table.said.editorFailed')))
  }, [isLoaded, text])
}

const OpenText = ({ spot, blocks, label }: Pick<TextProps, 'spot' | 'blocks' | 'label'>) => {
  const { session, model } = useSheet()
  const loaded = useStore(editorStore)
  const fragment = useMemo(() => fragmentAt(session.doc, spot), [session, spot])
  useEditorNow(loaded !== null)
  const caret = model.get()?.caret ?? { at: 'end' as const }
  const onPort = useCallback((port: EditorPort | null) => model.setPort(port), [model])
  const variant = variantAt(spot)
  if (!loaded || !fragment || variant === 'number') return <RichView blocks={blocks} />
  const { Editor } = loaded
  return (
    <Editor
      session={session}
      fragment={fragment}
      variant={variant}
      label={label}
      caret={caret}
      onPort={onPort}
    />
  )
}

export const Text = memo(({ spot, blocks, editing, label, people }: TextProps) => {
  if (editing) return <OpenText spot={spot} blocks={blocks} label={label} />
  return (
    <>
      <RichView blocks={blocks} />
      {people.length > 0 && <RemoteCarets spot={spot} blocks={blocks} people={people} />}
    </>
  )
})
Text.displayName = 'Text'
