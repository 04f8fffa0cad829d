/** English: letters with links. */
export const letterEn = {
  'letter.invitation.subject': 'You are invited to Svod',
  'letter.invitation.text':
    'Hello!\n\nYou are invited to work on a plan together in Svod. Open this link and say who you are:\n\n{link}\n\nThe link works until {until}. It is meant for you alone, so please don’t pass it on.\n\nIf this e-mail reached you by mistake, just delete it.\n',
  'letter.reset.subject': 'Your password for Svod',
  'letter.reset.text':
    'Hello!\n\nThe chief editor has made a link for you, with which you can set your password for Svod:\n\n{link}\n\nThe link works until {until}. It is meant for you alone, so please don’t pass it on.\n',
  'letter.help.subject': 'A new password for Svod',
  'letter.help.text':
    'Hello!\n\nEverybody forgets a password now and then. With this link you can set a new one:\n\n{link}\n\nIt works for one hour, until {until}.\n\nIf you didn’t ask for this, there is nothing to do: everything stays as it was.\n',
} as const
