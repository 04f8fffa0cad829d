/** One version in the list: its name, who and when, how it stands, what can be done with it. Owns the line. */
import { Check, Download, Ellipsis, FileDiff, Gavel, History, RotateCcw, Undo2 } from 'lucide-react'
import { useIntl } from 'react-intl'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu.tsx'
import { useText } from '../ui/use-text.ts'
import { whenOf } from '../when.ts'
import type { Act, Version } from './api.ts'
import { KeptFiles } from './KeptFiles.tsx'
import styles from './versions.module.css'

export type VersionAction = 'draft' | 'before' | 'download' | 'approve' | 'withdraw' | 'restore'

const ACTIONS: readonly VersionAction[] = ['draft', 'before', 'download', 'approve', 'withdraw', 'restore']
const isAction = (key: unknown): key is VersionAction => (ACTIONS as readonly unknown[]).includes(key)

export interface VersionLineProps {
  planId: string
  version: Version
  now: Date
  /** What this person can do with it, in the order of the menu. */
  actions: readonly VersionAction[]
  onAction: (action: VersionAction) => void
}

/** How an act is told: by whom, the date of the order or of the act, and the ground. */
const useAct = () => {
  const intl = useIntl()
  return ({ by, at, date }: Act) => ({
    who: by,
    date: intl.formatDate(date === null ? at : `${date}T12:00:00`, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
  })
}

const Standing = ({ version: { approval, withdrawal } }: Pick<VersionLineProps, 'version'>) => {
  const text = useText()
  const act = useAct()
  if (approval) {
    return (
      <p className={styles.approved}>
        <Check aria-hidden="true" />
        {[text('versions.approved.by', act(approval)), approval.ground].filter(Boolean).join(', ')}
      </p>
    )
  }
  if (!withdrawal) return null
  return (
    <p className={styles.withdrawn}>
      {text('versions.withdrawn.by', { ...act(withdrawal), reason: withdrawal.ground })}
    </p>
  )
}

export const VersionLine = ({ planId, version, now, actions, onAction }: VersionLineProps) => {
  const text = useText()
  const intl = useIntl()
  const { number, name, note, author, createdAt } = version
  const when = whenOf(intl, new Date(createdAt), now)
  return (
    <li className={styles.line}>
      <div className={styles.head}>
        <p className={styles.name}>{name}</p>
        <VersionMenu {...{ version, actions, onAction }} />
      </div>
      <p className={styles.meta}>{text('versions.meta', { number, who: author, when })}</p>
      {note !== '' && <p className={styles.note}>{note}</p>}
      <Standing version={version} />
      <KeptFiles planId={planId} version={version} />
      <div className={styles.acts}>
        {actions.includes('approve') && (
          <Button small look="main" icon={<Gavel />} onPress={() => onAction('approve')}>
            {text('versions.approve')}
          </Button>
        )}
        {actions.includes('draft') && (
          <Button small icon={<FileDiff />} onPress={() => onAction('draft')}>
            {text('versions.compare.draft')}
          </Button>
        )}
      </div>
    </li>
  )
}

const VersionMenu = ({ version, actions, onAction }: Omit<VersionLineProps, 'now' | 'planId'>) => {
  const text = useText()
  const rest = actions.filter((action) => action !== 'draft' && action !== 'approve')
  if (rest.length === 0) return null
  const label = text('versions.menu', { name: version.name })
  const words = {
    before: text('versions.compare.before'),
    download: text('versions.download'),
    approve: text('versions.approve'),
    withdraw: text('versions.withdraw'),
    restore: text('versions.restore'),
    draft: text('versions.compare.draft'),
  }
  const icons = {
    before: <History />,
    download: <Download />,
    approve: <Gavel />,
    withdraw: <Undo2 />,
    restore: <RotateCcw />,
    draft: <FileDiff />,
  }
  return (
    <MenuTrigger>
      <IconButton label={label} small>
        <Ellipsis />
      </IconButton>
      <Menu aria-label={label} onAction={(key) => void (isAction(key) && onAction(key))}>
        {rest.map((action) => (
          <MenuItem key={action} id={action} icon={icons[action]}>
            {words[action]}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  )
}
