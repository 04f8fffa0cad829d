/** The Russian words of the people's screens, which come with them. Owns the composition alone. */
import { accountRu } from './ru/account.ts'
import { houseRu } from './ru/house.ts'
import { inboxRu } from './ru/inbox.ts'
import { peopleRu } from './ru/people.ts'

export const peopleMessagesRu = {
  ...accountRu,
  ...inboxRu,
  ...houseRu,
  ...peopleRu,
} as const
