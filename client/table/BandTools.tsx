/** A section's menu and the "+" that adds its first row. */
import {
  ArrowDown,
  ArrowUp,
  CircleCheck,
  Ellipsis,
  FileDown,
  Layers,
  ListPlus,
  PanelBottom,
  Pencil,
  Plus,
  Trash2,
} from 'lucide-react'
import { useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import type { SectionView } from '../../shared/plan/view.ts'
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../ui/Menu.tsx'
import { useText } from '../ui/use-text.ts'
import { useSheet } from './sheet-context.ts'
import styles from './tools.module.css'
import { type HeldMenu, useHeldMenu, useMenuKey } from './use-held-menu.ts'

const NOBODY = '-'

interface SectionMenuProps {
  section: SectionView
  /** Does what was chosen once the menu is gone. */
  choose: HeldMenu['choose']
}

const DepartmentSection = ({ section, choose }: SectionMenuProps) => {
  const { actions, departments } = useSheet()
  const text = useText()
  return (
    <MenuSection
      title={text('table.section.department')}
      selectionMode="single"
      selectedKeys={[section.department ?? NOBODY]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys]
        if (key !== undefined) {
          choose(() => actions.setDepartment(section.id, key === NOBODY ? null : String(key)))
        }
      }}
    >
      {[
        ...departments.map(({ id, name }) => ({ id, name })),
        { id: NOBODY, name: text('table.section.noDepartment') },
      ].map(({ id, name }) => (
        <MenuItem key={id} id={id}>
          {name}
        </MenuItem>
      ))}
    </MenuSection>
  )
}

const StructureSection = ({ section: { id }, choose }: SectionMenuProps) => {
  const { actions } = useSheet()
  const text = useText()
  const move = (step: -1 | 1) => () => choose(() => actions.moveSection(id, step))
  return (
    <MenuSection aria-label={text('table.section.order')}>
      <MenuItem id="after" icon={<PanelBottom />} onAction={() => choose(() => actions.addSection(id))}>
        {text('table.section.addAfter')}
      </MenuItem>
      <MenuItem id="up" icon={<ArrowUp />} keys="Alt+↑" onAction={move(-1)}>
        {text('table.section.up')}
      </MenuItem>
      <MenuItem id="down" icon={<ArrowDown />} keys="Alt+↓" onAction={move(1)}>
        {text('table.section.down')}
      </MenuItem>
    </MenuSection>
  )
}

/** Ways for rows into the section. */
const RowsSection = ({ section: { id }, choose }: SectionMenuProps) => {
  const { actions, askFile, askPlans } = useSheet()
  const text = useText()
  return (
    <MenuSection aria-label={text('table.section.addRow')}>
      <MenuItem id="row" icon={<ListPlus />} onAction={() => choose(() => actions.addToSection(id, 'last'))}>
        {text('table.section.addRow')}
      </MenuItem>
      {askFile && (
        <MenuItem id="file" icon={<FileDown />} onAction={() => choose(() => askFile(id))}>
          {text('table.section.fromFile')}
        </MenuItem>
      )}
      {askPlans && (
        <MenuItem id="plans" icon={<Layers />} onAction={() => choose(() => askPlans(id))}>
          {text('table.section.fromPlans')}
        </MenuItem>
      )}
    </MenuSection>
  )
}

const SectionMenu = ({ section, choose }: SectionMenuProps) => {
  const { actions, model, rights, signOffs } = useSheet()
  const text = useText()
  const { id } = section
  const isChief = rights.may('sections.edit')
  const label = text('table.section.tools', { section: section.title || text('table.band.empty') })
  return (
    <Menu aria-label={label} placement="bottom start">
      <MenuSection aria-label={text('table.section.menu')}>
        {isChief && (
          <MenuItem
            id="rename"
            icon={<Pencil />}
            keys="Enter"
            onAction={() => choose(() => model.set({ kind: 'band', section: id }, 'edit'))}
          >
            {text('table.section.rename')}
          </MenuItem>
        )}
        {signOffs && (
          <MenuItem id="sign-off" icon={<CircleCheck />} onAction={() => choose(() => signOffs.open(id))}>
            {text('table.section.signOff')}
          </MenuItem>
        )}
      </MenuSection>
      {rights.may('rows.edit', id) && <RowsSection section={section} choose={choose} />}
      {isChief && <StructureSection section={section} choose={choose} />}
      {isChief && <DepartmentSection section={section} choose={choose} />}
      {isChief && (
        <MenuSection aria-label={text('table.section.delete')}>
          <MenuItem
            id="delete"
            icon={<Trash2 />}
            danger
            onAction={() => choose(() => actions.deleteSection(id))}
          >
            {text('table.section.delete')}
          </MenuItem>
        </MenuSection>
      )}
    </Menu>
  )
}

export const BandTools = ({ section }: { section: SectionView }) => {
  const { actions, rights } = useSheet()
  const text = useText()
  const { open, setOpen, show, choose } = useHeldMenu()
  const button = useRef<HTMLButtonElement>(null)
  useMenuKey(button, show)
  return (
    <div role="gridcell" className={styles.tools} data-sheet-tool>
      <MenuTrigger isOpen={open} onOpenChange={setOpen}>
        <Button
          ref={button}
          className={styles.handle ?? ''}
          aria-label={text('table.section.tools', { section: section.title || text('table.band.empty') })}
          excludeFromTabOrder
          data-menu-button
        >
          <Ellipsis />
        </Button>
        <SectionMenu section={section} choose={choose} />
      </MenuTrigger>
      {rights.may('rows.edit', section.id) && (
        <button
          type="button"
          className={styles.plus}
          tabIndex={-1}
          aria-label={text('table.section.addRow')}
          title={text('table.section.addRow')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => actions.addToSection(section.id, 'first')}
        >
          <Plus />
        </button>
      )}
    </div>
  )
}
