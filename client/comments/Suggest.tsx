/** The proposed text of a cell, in the editor of cells. Owns the way in which the editor comes. */
import type { Block } from '../../shared/plan/rich.ts'
import { variantOf } from '../editor/variants.ts'
import { useLostCode } from '../lost-code.ts'
import { cx } from '../ui/cx.ts'
import { defineModule, useModule } from '../ui/use-module.ts'
import { useText } from '../ui/use-text.ts'
import styles from './composer.module.css'

const scratch = defineModule(() => import('../editor/ScratchEditor.tsx'))

interface SuggestProps {
  column: string
  blocks: readonly Block[]
  /** It says what the cell says already. */
  unchanged: boolean
  onChange: (blocks: readonly Block[]) => void
}

export const Suggest = ({ column, blocks, unchanged, onChange }: SuggestProps) => {
  const text = useText()
  const lostCode = useLostCode()
  const editor = useModule(scratch)
  if (editor.kind === 'failed') {
    const { words } = lostCode(editor.error, editor.retry)
    return (
      <p className={styles.problem} role="alert">
        {words}
      </p>
    )
  }
  if (editor.kind === 'loading') return <p className={styles.note}>{text('comments.suggest.loading')}</p>
  const { ScratchEditor } = editor.module
  return (
    <>
      <div className={cx(styles.field, styles.proposal)}>
        <ScratchEditor
          blocks={blocks}
          variant={variantOf(column)}
          label={text('comments.suggest.text')}
          onChange={onChange}
        />
      </div>
      {unchanged && <p className={styles.note}>{text('comments.suggest.same')}</p>}
    </>
  )
}
