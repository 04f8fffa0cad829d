/** Keys for programs: which there are, new ones (shown once), and taking them back. Owns the list and its dialogs. */
import { Plus } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { useIntl } from 'react-intl'
import type { Api, Department, PlanSummary } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { showToast } from '../../ui/toast.ts'
import { useText } from '../../ui/use-text.ts'
import { whenOf } from '../../when.ts'
import { createPeopleApi, type PeopleApi } from '../api.ts'
import { Chips } from '../Chips.tsx'
import { Confirm } from '../Confirm.tsx'
import { House, Lines, Sheet } from '../House.tsx'
import house from '../House.module.css'
import people from '../list/people.module.css'
import own from '../list/Invitations.module.css'
import { PeopleWords } from '../PeopleWords.tsx'
import type { TokenInfo } from '../schemas.ts'
import { thenRead } from '../../then-read.ts'
import { type Source, useLoaded } from '../use-loaded.ts'
import { TokenDialog } from './TokenDialog.tsx'
import { inOrder, stateOf } from './token-state.ts'

export interface TokensPageProps {
  api: Api
  departments: readonly Department[]
}

export const TokensPage = (props: TokensPageProps) => (
  <PeopleWords>
    <Tokens {...props} />
  </PeopleWords>
)

interface Read {
  tokens: TokenInfo[]
  plans: PlanSummary[]
}

const useRevoking = (calls: PeopleApi, source: Source<Read>) => {
  const text = useText()
  return async ({ id, name }: TokenInfo) => {
    const work = async () => {
      await calls.revokeToken(id)
      const revokedAt = new Date().toISOString()
      source.put(({ tokens, plans }) => ({
        tokens: tokens.map((one) => (one.id === id ? { ...one, revokedAt } : one)),
        plans,
      }))
    }
    await thenRead(work, source.refresh)
    showToast({ text: text('tokens.revoked', { name }) })
  }
}

const Tokens = ({ api, departments }: TokensPageProps) => {
  const text = useText()
  const calls = useMemo(() => createPeopleApi(api.call), [api])
  const load = useCallback(async () => {
    const [tokens, plans] = await Promise.all([calls.tokens(), api.plans()])
    return { tokens, plans }
  }, [calls, api])
  const source = useLoaded(load)
  const [creating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<TokenInfo | null>(null)
  const revoke = useRevoking(calls, source)
  return (
    <House
      tab="tokens"
      tools={
        <Button look="main" icon={<Plus />} onPress={() => setCreating(true)}>
          {text('tokens.add')}
        </Button>
      }
    >
      <Sheet source={source} lines={3}>
        {({ tokens, plans }, now) => (
          <Lines label={text('house.tokens')} empty={text('tokens.none')}>
            {inOrder(tokens, now).map((token) => (
              <TokenLine
                key={token.id}
                {...{ token, now, departments, plans }}
                onRevoke={() => setRevoking(token)}
              />
            ))}
          </Lines>
        )}
      </Sheet>
      {creating && (
        <TokenDialog
          calls={calls}
          departments={departments}
          plans={source.state.kind === 'ready' ? source.state.value.plans : []}
          onCreated={() => void source.refresh()}
          onClose={() => setCreating(false)}
        />
      )}
      {revoking && (
        <Confirm
          title={text('tokens.revoke.title', { name: revoking.name })}
          words={text('tokens.revoke.words')}
          action={text('invite.revoke')}
          onConfirm={() => revoke(revoking)}
          onClose={() => setRevoking(null)}
        />
      )}
    </House>
  )
}

interface TokenLineProps {
  token: TokenInfo
  now: Date
  departments: readonly Department[]
  plans: readonly PlanSummary[]
  onRevoke: () => void
}

const TokenLine = ({ token, now, departments, plans, onRevoke }: TokenLineProps) => {
  const text = useText()
  const intl = useIntl()
  const { name, role, usedAt, expiresAt } = token
  const state = stateOf(token, now)
  const titles = plans.filter(({ id }) => token.plans?.includes(id)).map(({ title }) => title)
  const until = expiresAt === null ? '' : intl.formatDate(expiresAt, { day: 'numeric', month: 'long' })
  return (
    <li className={cx(house.line, own.line, state !== 'open' && people.gone)}>
      <div className={people.who}>
        <p className={own.name}>{name}</p>
        <p className={people.facts}>
          <span className={cx(state === 'open' && people.open)}>
            {text(state === 'open' && until === '' ? 'tokens.state.forever' : `tokens.state.${state}`, {
              date: until,
            })}
          </span>
          <span>
            {usedAt === null
              ? text('tokens.unused')
              : text('tokens.used', { when: whenOf(intl, new Date(usedAt), now) })}
          </span>
        </p>
      </div>
      <div className={people.rights}>
        <p>{text(`common.role.${role}`)}</p>
        <Chips ids={token.departments} departments={departments} />
        {token.plans !== null && (
          <p className={people.fact}>{titles.join('; ') || text('tokens.plans.gone')}</p>
        )}
      </div>
      {state === 'open' && (
        <Button small onPress={onRevoke} aria-label={text('tokens.revoke.label', { name })}>
          {text('invite.revoke')}
        </Button>
      )}
    </li>
  )
}
