/** English: the administrator's command line. */
export const cliEn = {
  'cli.usage': 'npm run svod -- VERB [what it needs] [--data FOLDER] [--lang ru|en]',
  'cli.usage.more':
    'npm run svod -- help VERB says more. It ends with 0 when done, 1 when not, 2 when it was called wrongly.',
  'cli.help.check': 'verifies every plan, its versions, their files and chains',
  'cli.help.backup': 'writes everything into one file',
  'cli.help.restore': 'makes a data folder out of such a file',
  'cli.help.import': 'makes a plan of a file',
  'cli.help.export': 'writes a plan or one of its versions into a file',
  'cli.help.invite': 'makes an invitation and prints its link, once',
  'cli.more.check':
    'check\n\n  Reads the store and changes nothing. Ends with 0 where all is whole, with 1 where anything is not.\n  While a server runs on the folder, a backup that it is asked for is verified: set SVOD_ADMIN_TOKEN, HOST and PORT as the server has them. Meanwhile it lies in the folder of the system for temporary files.',
  'cli.more.backup':
    'backup [-o FILE] [--force]\n\n  Everything that the store holds, as it is at this moment, under sums: plans with their past, versions, their files, people, the audit trail. Keep it safe: it holds the digests of passwords and the secret that signs links.\n  While a server runs on the folder, it is asked for the backup: set SVOD_ADMIN_TOKEN, HOST and PORT as the server has them.\n  -o FILE   where to (svod-backup-DATE.svod); --force writes over one that is there',
  'cli.more.restore':
    'restore FILE [--data FOLDER] [--force]\n\n  Reads the whole file first and refuses it, with the line, where anything does not fit. The folder is built beside its place, checked, and then renamed. A folder that holds data already is refused.\n  --force   puts the folder that is there aside as FOLDER.before-restore-TIME; nothing of it is deleted',
  'cli.more.import':
    'import FILE [--year YEAR]\n\n  .docx, .html, .csv, .xlsx, .txt or .json, as the page takes them. Prints the id of the new plan.\n  --year YEAR   where the file names none',
  'cli.more.export':
    'export PLAN FORMAT [--version N] [--changes N] [--hidden] [-o FILE]\n\n  FORMAT is docx, pdf, xlsx, csv, ics, html, md or json.\n  --version N   a version in place of the draft; an approved one is written as it was kept\n  --changes N   docx: with tracked changes since version N\n  --hidden      with the columns that the plan does not show\n  -o FILE       where to; left out, under the name of the plan in this folder; - is standard output',
  'cli.more.invite':
    'invite [--role ROLE] [--department NAME]… [--approver] [--email ADDRESS] [--days N] [--many] [--note TEXT]\n\n  Prints a link by which somebody makes an account. With --email it is mailed, too, where a mail server is set.\n  --role ROLE         chief, editor (left out), commenter or viewer\n  --department NAME   a department of an editor, by its name or id; may be repeated\n  --many              more than one person may use the link',
  'cli.check.ok': 'ok     ',
  'cli.check.broken': 'BROKEN ',
  'cli.check.unlisted': '{id} (not listed)',
  'cli.check.counts': 'versions {versions}, acts {acts}, files {files}',
  'cli.check.whole': 'All is whole. Plans: {plans}.',
  'cli.check.not': 'Broken plans: {broken} of {plans}.',
  'cli.log-missing':
    'A log of the store is missing, {file}: what was saved last may be lost. Compare with the backup.',
  'cli.log-damaged':
    'A log of the store was damaged: some of what was saved last may be lost. The file: {file}. Compare with the backup.',
  'cli.fault.damage': 'damaged: {n}',
  'cli.fault.newer': 'written by a newer version of Svod (schema {n})',
  'cli.fault.gap': 'version {n} does not follow the one before it',
  'cli.fault.content': 'version {n}: its content is not what its hash says',
  'cli.fault.chain': 'version {n} does not carry the hash of the version before it',
  'cli.fault.record': 'version {n}: its record was changed, or one before it',
  'cli.fault.approval-gap': 'act {n} does not follow the one before it',
  'cli.fault.approval-record': 'act {n}: its record was changed, or one before it',
  'cli.fault.approval-content': 'act {n} speaks of a version that is not there with this hash',
  'cli.fault.file-gap': 'file {n} does not follow the one before it',
  'cli.fault.file-record': 'file {n}: its record was changed, or one before it',
  'cli.fault.file-edition': 'file {n} is of a version that is not there with this hash',
  'cli.fault.file-content': 'file {n}: its bytes are not what its SHA-256 says',
  'cli.backup.done': '{file}: plans {plans}, versions {versions}, files {files}, people {people}',
  'cli.restore.done':
    '{folder} is restored: plans {plans}, versions {versions}, files {files}, people {people}',
  'cli.restore.aside': 'What was there is kept in {folder}',
  'cli.import.done': '{id}  {title}',
  'cli.import.warnings': 'Remarks: {count}. The page shows them when the file is imported there.',
  'cli.export.done': '{file}',
  'cli.invite.mailed': 'Mailed to {email}',
  'cli.error.verb': 'There is no verb “{verb}”.',
  'cli.error.argument': '{reason}',
  'cli.error.missing': '{what} is missing.',
  'cli.error.exists': '{file} is there already: name another with -o, or give --force.',
  'cli.error.no-store': 'The folder {folder} holds no data of Svod: name another with SVOD_DATA or --data.',
  'cli.error.not-empty':
    'The folder {folder} holds data already: name another with --data, or give --force to put it aside.',
  'cli.error.damaged': '{file}, line {line}: {reason}. The backup is damaged; nothing was changed.',
  'cli.error.token':
    'A server runs on {folder}. Stop it, or start it with SVOD_ADMIN_TOKEN and give the same token here: it is then asked for it.',
  'cli.error.server':
    'A server runs on {folder}, but none answers at {url}. Give HOST and PORT as the server has them, or stop it.',
  'cli.error.other-store':
    'A server runs on {folder}, but the one that answers at {url} has another folder open, or is an earlier version. Give HOST and PORT as the server has them, or restart it; it was sent nothing.',
  'cli.error.stop': 'A server runs on {folder}: stop it for this.',
  'cli.error.department': 'There is no department “{name}”.',
  'cli.error.unfit': 'What was restored does not pass the check; {folder} is left as it was.',
  'cli.error.place':
    '{folder} cannot be replaced by what was restored: {reason}. Where it is a mount point, name a folder inside it with --data.',
  'cli.error.read': '{file} cannot be read: {reason}',
  'cli.error.write': '{file} cannot be written: {reason}',
  'cli.error.cut': 'The backup broke off: {reason}',
  'cli.error.unread':
    'What the server on {folder} has cannot be read as a whole: {reason}. Stop it and check again: what is damaged is then told plan by plan.',
} as const
