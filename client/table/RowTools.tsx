/** A row's handle (drag it, or press it for the menu) and the "+" on its lower edge. */
import { EllipsisVertical, GripVertical, Plus } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { MenuTrigger } from '../ui/Menu.tsx'
import { useText } from '../ui/use-text.ts'
import { RowMenu } from './RowMenu.tsx'
import { homeCell } from './landing.ts'
import { rowName } from './row-name.ts'
import { useSheet } from './sheet-context.ts'
import styles from './tools.module.css'
import { useHeldMenu, useMenuKey } from './use-held-menu.ts'
import type { RowFrame } from './use-row-frame.ts'

/** Presses of the pointer drag or open, with Shift they pick rows up to this one; keyboard and screen readers open. */
const useHandle = (row: RowFrame, fixed: boolean, open: () => void) => {
  const { drag, model, cells, session } = useSheet()
  const handle = useRef<HTMLButtonElement>(null)
  const { id, level } = row
  useEffect(() => {
    const element = handle.current
    const cell = () => homeCell(session.projection.view(), id)
    const press = (event: PointerEvent) => {
      if (event.shiftKey && event.button === 0) {
        event.preventDefault()
        cells.extendTo(cell(), { rows: true })
        return
      }
      if (fixed) return
      drag.press(event, id, level, () => {
        model.set(cell(), 'row')
        open()
      })
    }
    element?.addEventListener('pointerdown', press)
    return () => element?.removeEventListener('pointerdown', press)
  }, [drag, model, cells, session, id, level, fixed, open])
  return handle
}

/** `fixed`: the row stays where it is and as it is. */
export const RowTools = memo(({ row, fixed }: { row: RowFrame; fixed: boolean }) => {
  const { actions } = useSheet()
  const text = useText()
  const { open, setOpen, show, choose } = useHeldMenu()
  const handle = useHandle(row, fixed, show)
  useMenuKey(handle, show)
  return (
    <div role="gridcell" className={styles.tools} data-sheet-tool>
      <MenuTrigger isOpen={open} onOpenChange={(next) => next || setOpen(false)}>
        <Button
          ref={handle}
          className={styles.handle ?? ''}
          aria-label={text(fixed ? 'table.row.menu' : 'table.row.tools', { row: rowName(row, text) })}
          excludeFromTabOrder
          data-menu-button
          onPress={({ pointerType }) => {
            if (fixed || pointerType === 'virtual' || pointerType === 'keyboard') show()
          }}
        >
          {fixed ? <EllipsisVertical /> : <GripVertical />}
        </Button>
        <RowMenu row={row} fixed={fixed} choose={choose} />
      </MenuTrigger>
      {!fixed && (
        <button
          type="button"
          className={styles.plus}
          tabIndex={-1}
          aria-label={text('table.row.addBelow')}
          title={text('table.row.addBelow')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => actions.addBelow(row.id)}
        >
          <Plus />
        </button>
      )}
    </div>
  )
})
RowTools.displayName = 'RowTools'
