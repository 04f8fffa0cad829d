/** English: saving, the connection, who is here. */
export const syncEn = {
  'sync.saved': 'Saved',
  'sync.saving': '{changes, plural, =0 {Connecting…} other {Saving…}}',
  'sync.offline':
    '{changes, plural, =0 {Offline} one {Offline, # change kept here} other {Offline, # changes kept here}}',
  'sync.offline.short': '{changes, plural, =0 {Offline} other {Offline · #}}',
  'sync.not-saved': 'Not saved',
  'sync.details': '{state}. More',
  'sync.since': 'Since {time}',
  'sync.saved.text': 'Everything you wrote is on the server’s disk and will not be lost.',
  'sync.saving.text':
    '{changes, plural, =0 {Connecting to the server.} one {# change is on its way. It will say “Saved” once the server has it on disk.} other {# changes are on their way. It will say “Saved” once the server has them on disk.}}',
  'sync.offline.text':
    'The server cannot be reached. Go on writing: everything is kept in this browser, survives a reload of the page, and is sent by itself when the connection is back.',
  'sync.offline.memory-only':
    'The server cannot be reached, and the browser cannot keep changes: private mode, or no space left. What you write stands only in this page until the connection is back.',
  'sync.offline.care': 'Until then, do not clear this site’s data in the browser.',
  'sync.not-saved.storage-failed':
    'The server cannot write to its disk now. Your changes are kept in this browser and will be sent as soon as it can. Tell the administrator.',
  'sync.not-saved.cache-failed':
    'There is no connection, and the browser cannot keep changes: private mode, or no space left. Do not close this page until the connection is back.',
  'sync.not-saved.unauthenticated':
    'You are no longer signed in. What you wrote is kept in this browser and will be sent when you sign in again.',
  'sync.not-saved.epoch-changed':
    'The plan was renewed on the server while you wrote offline. What had not been sent is not lost: it waits for you here.',
  'sync.not-saved.client-outdated':
    'There is a new version of Svod. Reload the page: what you wrote is kept in this browser and is sent after that.',
  'sync.not-saved.refused':
    'The server did not take some of the changes. What you wrote is not lost and waits for you here.',
  'sync.not-saved.closed':
    'The plan was deleted or is in the trash. What had not been sent is kept in this browser. Ask the chief editor to restore the plan.',
  'sync.not-saved.keeping':
    'The plan is closed in this page. What had not been sent is being written down by the browser now.',
  'sync.not-saved.memory-only':
    'What is not saved stands only in this page: the browser keeps nothing (private mode, or no space left). Copy what you need before you close or reload the page.',
  'sync.not-saved.plan-newer':
    'The plan was written by a newer program than the server runs. What had not been sent is kept in this browser and is sent when the server has been updated. Tell the administrator.',
  'sync.not-saved.bad-request':
    'The server did not understand what this page sent. What had not been sent is not lost and waits for you here: copy what you need and reload the page.',
  'sync.not-saved.too-large':
    'That is too much data at once for the server. What you wrote is not lost and waits for you here: copy it and bring it in in parts.',
  'sync.not-saved.too-many':
    'You have as many plans open as one person may have. What had not been sent is kept in this browser and is sent when you close others and open this plan again.',
  'sync.announce.offline': 'The connection to the server is gone. Changes are kept in this browser.',
  'sync.announce.memory-only': 'The connection to the server is gone. The browser does not keep changes.',
  'sync.announce.back': 'The connection is back, everything is saved.',
  'sync.announce.not-saved': 'Attention: changes are not saved.',
  'sync.rescue.title': '{count, plural, one {# text waits for you} other {# texts wait for you}}',
  'sync.rescue.hint': 'Copy what you need and paste it into the plan again, then remove it here.',
  'sync.rescue.hint.copy': 'It is kept in this browser, too. Copy it if you need it now.',
  'sync.rescue.place': '{section}, {row}',
  'sync.rescue.nowhere': 'Outside the table',
  'sync.rescue.wordless': 'A move, a deletion or another change without text',
  'sync.rescue.copy': 'Copy',
  'sync.rescue.copy-all': 'Copy all',
  'sync.rescue.copied': 'Copied',
  'sync.rescue.copy-failed': 'The browser did not allow copying. Select the text and copy it yourself.',
  'sync.rescue.dismiss': 'Remove',
  'sync.people': '{count, plural, one {# other person in the plan} other {# other people in the plan}}',
  'sync.people.more': '{count} more: show everybody',
  'sync.people.all': 'In the plan now',
  'sync.people.here': '{name}: {where}',
  'sync.people.follow': '{name}: {where}. Follow',
  'sync.people.unfollow': '{name}: {where}. Stop following',
  'sync.people.follow-hint': 'Press to follow',
  'sync.people.unfollow-hint': 'Following. Press Esc to stop',
  'sync.follow': 'Following {name}',
  'sync.follow.stop': 'Stop following',
  'sync.people.me': '{name} (you, in another tab)',
  'sync.where.reading': 'reading the plan',
  'sync.where.section': 'section “{section}”',
  'sync.where.section-untitled': 'an untitled section',
  'sync.where.section-unassigned': 'without a section',
  'sync.where.row': '{place}, row {number}',
  'sync.where.row-unnumbered': '{place}, “{title}”',
  'sync.where.row-untitled': '{place}, a row without a title',
  'sync.where.front': 'the head of the plan',
  'sync.where.outro': 'the text below the table',
} as const
