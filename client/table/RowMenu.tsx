/** What can be done with a row. */
import {
  ArrowDown,
  ArrowUp,
  CornerDownRight,
  IndentDecrease,
  IndentIncrease,
  Link2,
  ListPlus,
  Plus,
  Trash2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { MAX_LEVEL } from '../../shared/plan/schema.ts'
import type { RowView } from '../../shared/plan/view.ts'
import { Menu, MenuItem, MenuSection } from '../ui/Menu.tsx'
import { useText } from '../ui/use-text.ts'
import { useSheet } from './sheet-context.ts'
import { useCopyLink } from './use-copy-link.ts'
import type { HeldMenu } from './use-held-menu.ts'

interface RowMenuProps {
  row: RowView
  /** Does what was chosen once the menu is gone. */
  choose: HeldMenu['choose']
}

const NumberSection = ({ row, choose }: RowMenuProps) => {
  const { actions, model } = useSheet()
  const text = useText()
  const take = (mode: string) => {
    if (mode === 'typed') {
      actions.setNumber(row.id, { mode, text: row.number || row.typed })
      model.set({ kind: 'cell', row: row.id, column: 'number' }, 'edit')
    } else if (mode === 'auto' || mode === 'none') actions.setNumber(row.id, { mode, text: row.typed })
  }
  return (
    <MenuSection
      title={text('table.row.number')}
      selectionMode="single"
      selectedKeys={[row.numbering]}
      onSelectionChange={(keys) =>
        keys !== 'all' && [...keys].forEach((key) => choose(() => take(String(key))))
      }
    >
      <MenuItem id="auto">{text('table.row.number.auto')}</MenuItem>
      <MenuItem id="typed">{text('table.row.number.typed')}</MenuItem>
      <MenuItem id="none">{text('table.row.number.none')}</MenuItem>
    </MenuSection>
  )
}

interface Item {
  id: string
  label: string
  icon: ReactNode
  keys?: string
  run: () => unknown
  off?: boolean
  danger?: boolean
}

type Items = readonly Item[]

const useAdding = ({ id, level }: RowView): Items => {
  const { actions } = useSheet()
  const text = useText()
  return [
    { id: 'above', label: text('table.row.addAbove'), icon: <Plus />, run: () => actions.addAbove(id) },
    {
      id: 'below',
      label: text('table.row.addBelow'),
      icon: <ListPlus />,
      keys: 'Shift+Enter',
      run: () => actions.addBelow(id),
    },
    {
      id: 'child',
      label: text('table.row.addChild'),
      icon: <CornerDownRight />,
      run: () => actions.addChild(id),
      off: level === MAX_LEVEL,
    },
  ]
}

const useMoving = ({ id, level }: RowView): Items => {
  const { actions } = useSheet()
  const text = useText()
  const item = (
    name: 'up' | 'down' | 'indent' | 'outdent',
    icon: ReactNode,
    keys: string,
    run: () => unknown,
  ) => ({
    id: name,
    label: text(`table.row.${name}`),
    icon,
    keys,
    run,
    off: (name === 'indent' && level === MAX_LEVEL) || (name === 'outdent' && level === 0),
  })
  return [
    item('up', <ArrowUp />, 'Alt+↑', () => actions.shift(id, -1)),
    item('down', <ArrowDown />, 'Alt+↓', () => actions.shift(id, 1)),
    item('indent', <IndentIncrease />, 'Alt+→', () => actions.indent(id, 1)),
    item('outdent', <IndentDecrease />, 'Alt+←', () => actions.indent(id, -1)),
  ]
}

const useEnding = ({ id }: RowView): Items => {
  const { actions } = useSheet()
  const text = useText()
  const copyLink = useCopyLink()
  return [
    { id: 'link', label: text('table.row.link'), icon: <Link2 />, run: () => copyLink(id) },
    {
      id: 'delete',
      label: text('table.row.delete'),
      icon: <Trash2 />,
      run: () => actions.deleteRow(id),
      danger: true,
    },
  ]
}

const Group = ({ items, label, choose }: { items: Items; label: string; choose: HeldMenu['choose'] }) => (
  <MenuSection aria-label={label}>
    {items.map((item) => (
      <MenuItem
        key={item.id}
        id={item.id}
        icon={item.icon}
        isDisabled={item.off ?? false}
        danger={item.danger ?? false}
        onAction={() => choose(item.run)}
        {...(item.keys ? { keys: item.keys } : {})}
      >
        {item.label}
      </MenuItem>
    ))}
  </MenuSection>
)

export const RowMenu = ({ row, choose }: RowMenuProps) => {
  const text = useText()
  const adding = useAdding(row)
  const moving = useMoving(row)
  const ending = useEnding(row)
  const label = text('table.row.tools', { row: row.number || text('table.row.unnumbered') })
  return (
    <Menu aria-label={label} placement="bottom start">
      <Group items={adding} label={label} choose={choose} />
      <Group items={moving} label={label} choose={choose} />
      <NumberSection row={row} choose={choose} />
      <Group items={ending} label={label} choose={choose} />
    </Menu>
  )
}
