/** The English words of the people's screens, which come with them. Owns the composition alone. */
import { accountEn } from './en/account.ts'
import { houseEn } from './en/house.ts'
import { inboxEn } from './en/inbox.ts'
import { peopleEn } from './en/people.ts'

export const peopleMessagesEn = {
  ...accountEn,
  ...inboxEn,
  ...houseEn,
  ...peopleEn,
} as const
