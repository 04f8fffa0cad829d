/** One person in the register: who they are, what they may do, when they were last here, and their menu. */
import { Ellipsis, KeyRound, RotateCcw, SquarePen, Unlink, UserX } from 'lucide-react'
import { useIntl } from 'react-intl'
import { Button } from 'react-aria-components/Button'
import type { Department } from '../../api.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx'
import { useText } from '../../ui/use-text.ts'
import { whenOf } from '../../when.ts'
import { Chips, departmentsOf } from '../Chips.tsx'
import house from '../House.module.css'
import type { Person } from '../schemas.ts'
import styles from './people.module.css'

export type PersonAction = 'reset' | 'unlink' | 'close' | 'reopen'

export interface PersonLineProps {
  person: Person
  departments: readonly Department[]
  /** When the list was read. */
  now: Date
  isMe: boolean
  onEdit: () => void
  onAction: (action: PersonAction) => void
}

export const PersonLine = (props: PersonLineProps) => {
  const text = useText()
  const { person, departments, isMe, onEdit } = props
  const isClosed = person.closedAt !== null
  const hue = departmentsOf({ ids: person.departments, departments })[0]?.hue ?? 0
  return (
    <li className={cx(house.line, styles.line, isClosed && styles.gone)}>
      <Avatar name={person.name} hue={isClosed ? 0 : hue} size={36} />
      <div className={styles.who}>
        <Button className={styles.name ?? ''} onPress={onEdit}>
          {person.name}
          {isMe && <span className={styles.me}> {text('people.me')}</span>}
        </Button>
        <p className={styles.facts}>
          <span>{person.login}</span>
          {person.hasProvider && <span>{text('people.provider')}</span>}
          <LastSeen {...props} />
        </p>
      </div>
      <div className={styles.rights}>
        <p>
          {text(`common.role.${person.role}`)}
          {person.approver && <span className={styles.approver}>{text('people.approver.short')}</span>}
        </p>
        <Chips ids={person.departments} departments={departments} />
        {Object.keys(person.plans).length > 0 && (
          <p className={styles.fact}>
            {text('people.exceptions', { count: Object.keys(person.plans).length })}
          </p>
        )}
      </div>
      <PersonMenu {...props} />
    </li>
  )
}

const LastSeen = ({ person, now }: PersonLineProps) => {
  const text = useText()
  const intl = useIntl()
  if (person.closedAt !== null) return <span className={styles.closed}>{text('people.closed')}</span>
  if (person.seenAt === null) return <span>{text('people.never')}</span>
  return <span>{text('people.seen', { when: whenOf(intl, new Date(person.seenAt), now) })}</span>
}

const ACTIONS: readonly PersonAction[] = ['reset', 'unlink', 'close', 'reopen']
const isAction = (key: unknown): key is PersonAction => (ACTIONS as readonly unknown[]).includes(key)

const PersonMenu = ({ person, isMe, onEdit, onAction }: PersonLineProps) => {
  const text = useText()
  const act = (key: string | number) => {
    if (key === 'edit') onEdit()
    if (isAction(key)) onAction(key)
  }
  return (
    <MenuTrigger>
      <IconButton label={text('people.menu', { name: person.name })} small className={styles.menu}>
        <Ellipsis />
      </IconButton>
      <Menu aria-label={text('people.menu', { name: person.name })} onAction={act}>
        <MenuItem id="edit" icon={<SquarePen />}>
          {text('people.edit')}
        </MenuItem>
        {person.hasProvider && (
          <MenuItem id="unlink" icon={<Unlink />}>
            {text('people.unlink')}
          </MenuItem>
        )}
        {person.closedAt === null ? (
          <>
            <MenuItem id="reset" icon={<KeyRound />}>
              {text('people.reset')}
            </MenuItem>
            <MenuItem id="close" icon={<UserX />} danger isDisabled={isMe}>
              {text('people.close')}
            </MenuItem>
          </>
        ) : (
          <MenuItem id="reopen" icon={<RotateCcw />}>
            {text('people.reopen')}
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  )
}
