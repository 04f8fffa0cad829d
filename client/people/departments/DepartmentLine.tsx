/** One department in the list: its band of colour, its names, and its menu. */
import { ArrowDown, ArrowUp, Ellipsis, SquarePen, Trash2 } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import type { Department } from '../../api.ts'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx'
import { useText } from '../../ui/use-text.ts'
import house from '../House.module.css'
import people from '../list/people.module.css'
import styles from './departments.module.css'

export interface DepartmentLineProps {
  department: Department
  isFirst: boolean
  isLast: boolean
  onEdit: () => void
  onDelete: () => void
  onMove: (step: -1 | 1) => void
}

export const DepartmentLine = (props: DepartmentLineProps) => {
  const text = useText()
  const { department, isFirst, isLast, onEdit, onDelete, onMove } = props
  const { name, short, hue } = department
  const act = (key: string | number) => {
    if (key === 'edit') onEdit()
    if (key === 'delete') onDelete()
    if (key === 'up') onMove(-1)
    if (key === 'down') onMove(1)
  }
  return (
    <li className={cx(house.line, styles.line)}>
      <span className={styles.band} data-hue={hue} />
      <Button className={people.name ?? ''} onPress={onEdit}>
        {name}
      </Button>
      <span className={styles.short} data-hue={hue}>
        {short}
      </span>
      <MenuTrigger>
        <IconButton label={text('departments.menu', { name })} small>
          <Ellipsis />
        </IconButton>
        <Menu aria-label={text('departments.menu', { name })} onAction={act}>
          <MenuItem id="edit" icon={<SquarePen />}>
            {text('departments.edit')}
          </MenuItem>
          <MenuItem id="up" icon={<ArrowUp />} isDisabled={isFirst}>
            {text('departments.up')}
          </MenuItem>
          <MenuItem id="down" icon={<ArrowDown />} isDisabled={isLast}>
            {text('departments.down')}
          </MenuItem>
          <MenuItem id="delete" icon={<Trash2 />} danger>
            {text('departments.delete')}
          </MenuItem>
        </Menu>
      </MenuTrigger>
    </li>
  )
}
