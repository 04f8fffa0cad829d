/** What can be done with a row. */
import {
  ArrowDown,
  ArrowUp,
  CalendarArrowUp,
  CalendarDays,
  CircleCheck,
  ClipboardCheck,
  CornerDownRight,
  Hash,
  History,
  IndentDecrease,
  IndentIncrease,
  Link2,
  ListOrdered,
  ListPlus,
  MessageSquarePlus,
  PenLine,
  Plus,
  Trash2,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { MAX_LEVEL } from '../../shared/plan/schema.ts'
import { Menu, MenuItem, MenuSection } from '../ui/Menu.tsx'
import { TOUCHED, useMedia } from '../ui/use-media.ts'
import { useText } from '../ui/use-text.ts'
import { rowName } from './row-name.ts'
import { useSheet } from './sheet-context.ts'
import { useCopyLink } from './use-copy-link.ts'
import type { HeldMenu } from './use-held-menu.ts'
import type { RowFrame } from './use-row-frame.ts'

interface RowMenuProps {
  row: RowFrame
  /** It stays as it is: what changes it is not offered. */
  fixed: boolean
  /** Does what was chosen once the menu is gone. */
  choose: HeldMenu['choose']
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

const useAdding = ({ id, level }: RowFrame): Items => {
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

const useMoving = ({ id, level }: RowFrame): Items => {
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

/** The ways of numbering that the row does not have yet. */
const useNumbering = ({ id, number, numbering, typed }: RowFrame): Items => {
  const { actions } = useSheet()
  const text = useText()
  const type = () => actions.typeNumberIn(id, number || typed)
  const all = [
    { id: 'auto', icon: <ListOrdered />, run: () => actions.setNumber(id, { mode: 'auto', text: typed }) },
    { id: 'typed', icon: <Hash />, run: type },
    { id: 'none', icon: <X />, run: () => actions.setNumber(id, { mode: 'none', text: typed }) },
  ] as const
  return all
    .filter((one) => one.id !== numbering)
    .map((one) => ({ ...one, label: text(`table.row.number.${one.id}`) }))
}

/** The way to the row of another plan that it was made of. */
const useOrigin = ({ id, origin }: RowFrame): Items => {
  const { lookBack } = useSheet()
  const text = useText()
  if (!origin || !lookBack) return []
  const label = text(origin.kind === 'gathered' ? 'table.row.gathered' : 'table.row.origin', {
    year: origin.year,
  })
  return [{ id: 'origin', label, icon: <CalendarArrowUp />, run: () => lookBack(id, 'origin') }]
}

/** What became of the row, where that is theirs to tell. */
const useTelling = ({ id, section, state }: RowFrame): Items => {
  const { actions, askFact, rights } = useSheet()
  const text = useText()
  if (!rights.may('state.edit', section)) return []
  const isOpen = state === 'planned' || state === 'in-progress'
  return [
    ...(isOpen
      ? [
          {
            id: 'done',
            label: text('table.row.done'),
            icon: <CircleCheck />,
            run: () => actions.markDone(id, askFact),
          },
        ]
      : []),
    ...(askFact
      ? [{ id: 'fact', label: text('table.row.fact'), icon: <ClipboardCheck />, run: () => askFact(id) }]
      : []),
  ]
}

const useEnding = (row: RowFrame, fixed: boolean): Items => {
  const { id } = row
  const origin = useOrigin(row)
  const { actions, askPeriod, lookBack, comments } = useSheet()
  const text = useText()
  const copyLink = useCopyLink()
  const comment = () => comments?.start({ row: id, column: null, quote: '', range: null })
  return [
    ...(comments?.mayStart
      ? [
          {
            id: 'comment',
            label: text('table.row.comment'),
            icon: <MessageSquarePlus />,
            keys: 'Ctrl+Alt+M',
            run: comment,
          },
        ]
      : []),
    ...(askPeriod && !fixed
      ? [{ id: 'period', label: text('table.row.period'), icon: <CalendarDays />, run: () => askPeriod(id) }]
      : []),
    ...origin,
    ...(lookBack
      ? [
          {
            id: 'history',
            label: text('table.row.history'),
            icon: <History />,
            run: () => lookBack(id, 'history'),
          },
          {
            id: 'authors',
            label: text('table.row.authors'),
            icon: <PenLine />,
            run: () => lookBack(id, 'authors'),
          },
        ]
      : []),
    { id: 'link', label: text('table.row.link'), icon: <Link2 />, run: () => copyLink(id) },
    ...(fixed
      ? []
      : [
          {
            id: 'delete',
            label: text('table.row.delete'),
            icon: <Trash2 />,
            run: () => actions.deleteRow(id),
            danger: true,
          },
        ]),
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

export const RowMenu = ({ row, fixed, choose }: RowMenuProps) => {
  const text = useText()
  const adding = useAdding(row)
  const moving = useMoving(row)
  const numbering = useNumbering(row)
  const telling = useTelling(row)
  const ending = useEnding(row, fixed)
  // Beside the handle a menu of tall items has the whole height of a phone's window.
  const touched = useMedia(TOUCHED)
  const label = text(fixed ? 'table.row.menu' : 'table.row.tools', { row: rowName(row, text) })
  return (
    <Menu aria-label={label} placement={touched ? 'end top' : 'bottom start'}>
      {!fixed && <Group items={adding} label={text('table.row.menu.adding')} choose={choose} />}
      {!fixed && <Group items={moving} label={text('table.row.menu.moving')} choose={choose} />}
      {!fixed && <Group items={numbering} label={text('table.row.menu.numbering')} choose={choose} />}
      {telling.length > 0 && <Group items={telling} label={text('table.row.menu.telling')} choose={choose} />}
      <Group items={ending} label={text('table.row.menu.more')} choose={choose} />
    </Menu>
  )
}
