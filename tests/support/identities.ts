/** People of the tests. Owns what an identity is made of, so that a test names only what it is about. */
import type { Identity } from '../../shared/identity.ts'

/** An editor of no department, but for what `part` says. */
export const identityOf = (part: Partial<Identity> = {}): Identity => ({
  id: 'me',
  name: 'Я',
  role: 'editor',
  plans: {},
  departments: [],
  approver: false,
  hue: 0,
  kind: 'person',
  ...part,
})
