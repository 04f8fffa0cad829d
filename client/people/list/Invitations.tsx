/** The invitations: open ones first, each with what it gives and how to take it back. Owns the list. */
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { Department } from '../../api.ts'
import { thenRead } from '../../then-read.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { showToast } from '../../ui/toast.ts'
import { useText } from '../../ui/use-text.ts'
import type { PeopleApi } from '../api.ts'
import { Chips } from '../Chips.tsx'
import { Confirm } from '../Confirm.tsx'
import { Lines, Sheet } from '../House.tsx'
import house from '../House.module.css'
import type { Invitation } from '../schemas.ts'
import type { Source } from '../use-loaded.ts'
import styles from './people.module.css'
import own from './Invitations.module.css'

export interface InvitationsProps {
  calls: PeopleApi
  source: Source<Invitation[]>
  departments: readonly Department[]
}

/** Open ones first, the newest before the older. */
export const inOrder = (invitations: readonly Invitation[]): Invitation[] =>
  invitations.toSorted(
    (a, b) =>
      Number(b.state === 'open') - Number(a.state === 'open') || b.createdAt.localeCompare(a.createdAt),
  )

export const Invitations = ({ calls, source, departments }: InvitationsProps) => {
  const text = useText()
  const [revoking, setRevoking] = useState<Invitation | null>(null)
  const revoke = async (id: string) => {
    const work = async () => {
      await calls.revokeInvitation(id)
      source.put((all) => all.map((one) => (one.id === id ? { ...one, state: 'revoked' } : one)))
    }
    await thenRead(work, source.refresh)
    showToast({ text: text('invite.revoked') })
  }
  return (
    <section className={house.section}>
      <div className={house.top}>
        <div className={house.heading}>
          <h2 className={house.subtitle}>{text('invite.title')}</h2>
          <p className={house.lead}>{text('invite.lead')}</p>
        </div>
      </div>
      <Sheet source={source} lines={2}>
        {(invitations) => (
          <Lines label={text('invite.title')} empty={text('invite.none')}>
            {inOrder(invitations).map((one) => (
              <InvitationLine
                key={one.id}
                invitation={one}
                departments={departments}
                onRevoke={() => setRevoking(one)}
              />
            ))}
          </Lines>
        )}
      </Sheet>
      {revoking && (
        <Confirm
          title={text('invite.revoke.title')}
          words={text('invite.revoke.words')}
          action={text('invite.revoke')}
          onConfirm={() => revoke(revoking.id)}
          onClose={() => setRevoking(null)}
        />
      )}
    </section>
  )
}

interface InvitationLineProps {
  invitation: Invitation
  departments: readonly Department[]
  onRevoke: () => void
}

const InvitationLine = ({ invitation, departments, onRevoke }: InvitationLineProps) => {
  const text = useText()
  const intl = useIntl()
  const { note, role, approver, state, used, left, expiresAt } = invitation
  const name = note || text(`common.role.${role}`)
  const until = intl.formatDate(expiresAt, { day: 'numeric', month: 'long' })
  return (
    <li className={cx(house.line, own.line, state !== 'open' && styles.gone)}>
      <div className={styles.who}>
        <p className={own.name}>{name}</p>
        <p className={styles.facts}>
          <span className={cx(state === 'open' && styles.open)}>
            {text(`invite.state.${state}`, { date: until })}
          </span>
          <span>
            {left === null || used > 1 ? text('invite.used', { count: used }) : text('invite.once')}
          </span>
        </p>
      </div>
      <div className={styles.rights}>
        <p>
          {text(`common.role.${role}`)}
          {approver && <span className={styles.approver}>{text('people.approver.short')}</span>}
        </p>
        <Chips ids={invitation.departments} departments={departments} />
      </div>
      {state === 'open' && (
        <Button small onPress={onRevoke} aria-label={text('invite.revoke.label', { name })}>
          {text('invite.revoke')}
        </Button>
      )}
    </li>
  )
}
