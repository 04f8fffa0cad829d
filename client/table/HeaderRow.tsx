/** The header of the table: column titles, each with its menu; hidden columns can be shown again at its end. */
import { ArrowLeft, ArrowRight, Columns3, EyeOff, Eye, Pencil, Plus, Trash2 } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { ColumnView } from '../../shared/plan/view.ts'
import { afterFocus } from '../ui/after-focus.ts'
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../ui/Menu.tsx'
import { useText } from '../ui/use-text.ts'
import { ColumnName } from './ColumnName.tsx'
import styles from './header.module.css'
import type { SheetLayout } from './layout.ts'
import { useSheet } from './sheet-context.ts'

interface ColumnMenuProps {
  column: ColumnView
  onRename: () => void
  onAdded: (id: string | null) => void
  /** From 0, among the columns that are shown, and how many these are. */
  index: number
  shown: number
  /** The column goes, and the menu's button with it. */
  onGone: () => void
}

const ColumnMenu = ({ column, onRename, onAdded, index, shown, onGone }: ColumnMenuProps) => {
  const { actions } = useSheet()
  const text = useText()
  const { id } = column
  const hide = () => {
    actions.hideColumn(id, true)
    onGone()
  }
  const remove = () => {
    actions.deleteColumn(id)
    onGone()
  }
  return (
    <Menu aria-label={text('table.column.menu', { column: column.title })} placement="bottom start">
      <MenuItem id="rename" icon={<Pencil />} onAction={onRename}>
        {text('table.column.rename')}
      </MenuItem>
      <MenuItem
        id="left"
        icon={<ArrowLeft />}
        isDisabled={index === 0}
        onAction={() => void actions.moveColumn(id, -1)}
      >
        {text('table.column.left')}
      </MenuItem>
      <MenuItem
        id="right"
        icon={<ArrowRight />}
        isDisabled={index === shown - 1}
        onAction={() => void actions.moveColumn(id, 1)}
      >
        {text('table.column.right')}
      </MenuItem>
      <MenuItem id="add" icon={<Plus />} onAction={() => onAdded(actions.addColumn(id))}>
        {text('table.column.addAfter')}
      </MenuItem>
      <MenuItem id="hide" icon={<EyeOff />} isDisabled={shown === 1} onAction={hide}>
        {text('table.column.hide')}
      </MenuItem>
      {!column.fixed && (
        <MenuItem id="delete" icon={<Trash2 />} danger onAction={remove}>
          {text('table.column.delete')}
        </MenuItem>
      )}
    </Menu>
  )
}

const ColumnsMenu = ({
  all,
  onAdded,
}: {
  all: readonly ColumnView[]
  onAdded: (id: string | null) => void
}) => {
  const { actions } = useSheet()
  const text = useText()
  const hidden = all.filter((column) => column.hidden)
  return (
    <MenuTrigger>
      <Button className={styles.all ?? ''} aria-label={text('table.columns')} data-columns-menu>
        <Columns3 />
        {hidden.length > 0 && <small>{hidden.length}</small>}
      </Button>
      <Menu aria-label={text('table.columns')}>
        <MenuItem
          id="add"
          icon={<Plus />}
          onAction={() => onAdded(actions.addColumn(all.at(-1)?.id ?? null))}
        >
          {text('table.columns.add')}
        </MenuItem>
        {hidden.length > 0 && (
          <MenuSection title={text('table.columns.hidden')}>
            {hidden.map((column) => (
              <MenuItem
                key={column.id}
                id={column.id}
                icon={<Eye />}
                onAction={() => void actions.hideColumn(column.id, false)}
              >
                {column.title || text('table.column.untitled')}
              </MenuItem>
            ))}
          </MenuSection>
        )}
      </Menu>
    </MenuTrigger>
  )
}

interface HeadingProps {
  column: ColumnView
  index: number
  renaming: boolean
  setRenaming: (id: string | null) => void
  shown: number
  onGone: () => void
}

const Heading = ({ column, index, renaming, setRenaming, shown, onGone }: HeadingProps) => {
  const { rights, language } = useSheet()
  const text = useText()
  const title = column.title || text('table.column.untitled')
  return (
    <div role="columnheader" aria-colindex={index + 1} className={styles.heading} data-id={column.id}>
      {renaming ? (
        <ColumnName column={column} onClose={() => setRenaming(null)} />
      ) : rights.may('columns.edit') ? (
        <MenuTrigger>
          <Button className={styles.name ?? ''}>
            <span lang={language}>{title}</span>
          </Button>
          <ColumnMenu
            column={column}
            onRename={() => setRenaming(column.id)}
            onAdded={setRenaming}
            index={index}
            shown={shown}
            onGone={onGone}
          />
        </MenuTrigger>
      ) : (
        <span className={styles.name} lang={language}>
          {title}
        </span>
      )}
      {/* Where the header comes again on the next sheets, browsers leave buttons out. */}
      <span className={styles.onPaper} lang={language} aria-hidden="true">
        {column.title}
      </span>
    </div>
  )
}

/** Drawn again only when the columns change: a keystroke in a cell does not. */
export const HeaderRow = memo(({ layout, all }: { layout: SheetLayout; all: readonly ColumnView[] }) => {
  const { rights } = useSheet()
  const [renaming, setRenaming] = useState<string | null>(null)
  const header = useRef<HTMLDivElement>(null)
  /** The way back from hiding and deleting is behind this button. */
  const onGone = () =>
    afterFocus(() => header.current?.querySelector<HTMLElement>('[data-columns-menu]')?.focus())
  return (
    <div role="presentation" className={styles.head}>
      <div ref={header} role="row" aria-rowindex={1} className={styles.header} data-sheet-tool>
        {layout.columns.map((column, index) => (
          <Heading
            key={column.id}
            column={column}
            index={index}
            renaming={renaming === column.id}
            setRenaming={setRenaming}
            shown={layout.columns.length}
            onGone={onGone}
          />
        ))}
        {rights.may('columns.edit') && (
          <div role="columnheader" className={styles.end}>
            <ColumnsMenu all={all} onAdded={setRenaming} />
          </div>
        )}
      </div>
    </div>
  )
})
HeaderRow.displayName = 'HeaderRow'
