/** English: what went wrong and what to do, by error code. */
export const errorEn = {
  'error.bad-request': 'The server did not understand the request. Reload the page and try again.',
  'error.unauthenticated': 'You are not signed in. Sign in to go on.',
  'error.forbidden': 'You have no right to do this. Ask the chief editor of the plan.',
  'error.foreign-origin':
    'The request came from another site and was refused. Open Svod at its usual address; if that does not help, tell the administrator.',
  'error.not-found': 'There is no such plan or page.',
  'error.conflict': 'Things have changed meanwhile. Reload the page and try again.',
  'error.wrong-credentials': 'The login or the password is wrong.',
  'error.session-stale': 'You signed in too long ago for this. Sign in again and repeat it.',
  'error.already-linked':
    'Nothing was linked: your account, or the one that you chose at the provider, is linked with another one already.',
  'error.weak-password':
    'The password is too simple. Choose another one: at least 10 characters, and not one of the most common.',
  'error.login-taken': 'This login is taken. Choose another one.',
  'error.link-ended': 'This link is no longer valid. Ask the chief editor for a new one.',
  'error.provider-refused': 'Signing in through the provider failed. Try again.',
  'error.provider-unreachable':
    'The sign-in service does not answer now. Try again later, or sign in with a password.',
  'error.not-invited': 'You have not been invited yet. Ask the chief editor for an invitation.',
  'error.last-chief': 'There must be a chief editor: appoint another one first.',
  'error.department-in-use': 'There are still people in the department: move them to another one first.',
  'error.plan-locked':
    'The plan has been approved and is closed for editing. The chief editor can open it for amendments.',
  'error.draft-moved':
    'The plan has changed since it was reviewed. See what has changed, and approve a new version.',
  'error.already-approved':
    'The plan is approved already. To approve another version, open it for amendments first.',
  'error.not-approved':
    'This version is not approved, or is open for amendments already. Reload the page to see how it stands.',
  'error.section-moved': 'The section has changed since you looked at it. See what changed, and try again.',
  'error.sign-off-step': 'The section stands differently by now. See how it stands, and try again.',
  'error.plan-in-trash': 'The plan is in the trash. Take it out of the trash to open it.',
  'error.plan-newer':
    'The plan was written by a newer version of Svod. Open it there; here it is neither shown nor changed.',
  'error.too-large': 'That is too much data at once. Do it in parts.',
  'error.unsupported-media':
    'Svod does not read files of this kind. Choose a Word document (.docx), an Excel workbook (.xlsx), .csv, .html, .txt or a plan in .json.',
  'error.file-not-docx': 'This is not a Word document (.docx). Open the file in Word and save it as .docx.',
  'error.file-old-doc': 'This is a document of an old Word (.doc). Open it in Word and save it as .docx.',
  'error.file-old-xls':
    'This is a workbook of an old Excel (.xls) or a binary one (.xlsb). Open it in Excel and save it as .xlsx.',
  'error.file-not-xlsx':
    'This is not an Excel workbook (.xlsx). Open the file in Excel and save it as .xlsx.',
  'error.file-open-document':
    'This is a file of LibreOffice (OpenDocument). Open it there and save it as .docx, a spreadsheet as .xlsx.',
  'error.file-rtf': 'This is an RTF document. Open it in Word and save it as .docx.',
  'error.file-pdf':
    'This is a PDF: it holds printed pages, and neither tables nor paragraphs. Find the file that it was made of, or open the PDF in Word and save it as .docx.',
  'error.file-web-archive':
    'This is a web page in one file (.mht). Open it in Word and save it as .docx, or in a browser and save it as .html.',
  'error.file-too-wide': 'Columns in the table: {columns}; no more than {limit} can be read.',
  'error.file-encrypted':
    'The file is protected by a password. Remove the password in Word or Excel and save it again.',
  'error.file-too-large': 'The file is larger than 25\u00a0MB. Take the pictures out of it and try again.',
  'error.file-too-many-rows': 'The file has more than {limit} rows. Split it into parts.',
  'error.file-inflates':
    'The file unpacks to more than 100\u00a0MB, or takes more memory than a plan may. If it is a plan, divide it into parts.',
  'error.file-too-much-text':
    'The file has more than {limit} million characters of text. Divide it into parts.',
  'error.file-cell-too-long':
    'A cell or a paragraph of the file has more than {limit} million characters. Divide it into parts.',
  'error.file-too-deep': 'Tables are nested too deep in the file. Simplify them and try again.',
  'error.file-doctype':
    'The file declares a DOCTYPE. Documents of Word and Excel never do, so it was not read.',
  'error.file-broken': 'The file is damaged. Open it where it was made, save it anew and try again.',
  'error.file-no-table': 'The file holds neither a table nor a list that could be read as a plan.',
  'error.source-moved':
    'The plan that this is made of has changed meanwhile. Look once more at what is taken over.',
  'error.gather-itself': 'A plan does not gather rows from itself. Choose other plans.',
  'error.copy-timeout': 'The plan is too large to be made at once. Take it over in parts.',
  'error.export-timeout': 'The file takes too long to make. Choose another format, or divide the plan.',
  'error.past-timeout':
    'This moment could not be shown: there are too many changes. Try again, or choose another.',
  'error.import-timeout': 'Reading the file takes too long. Split it into parts and try again.',
  'error.key-reused': 'Something else was asked for under this Idempotency-Key. Take a new one.',
  'error.already-done': 'This was done already. Reload the page to see what came of it.',
  'error.too-many-requests': 'Too many requests in a row. Wait a minute and try again.',
  'error.too-many-connections':
    'You have too many plans open at once, here or on other devices. Close some of the windows and open this one again.',
  'error.too-many-plans':
    'Plans that you have made, those in the trash included: {limit}. No more can be made; ask the administrator.',
  'error.internal': 'Something went wrong on the server. It has been noted; try again a little later.',
  'error.storage-failed':
    'The server cannot write to its disk now. Try again later, and tell the administrator.',
  'error.shutting-down': 'The server is restarting. Wait a moment.',
  'error.client-outdated': 'There is a new version of Svod. Reload the page.',
  'error.slow-reader': 'The connection is too slow and was closed. Svod will connect again.',
  'error.data-broken':
    'The data of this plan on the disk is damaged. It was not opened, so that nothing gets lost; the administrator can restore it from a backup.',
  'error.data-incomplete':
    'A part of the data folder is missing. Nothing was changed; the administrator can put it back from a backup.',
  'error.out-of-resources':
    'The server is short of files, processes or memory just now. Try again in a minute; if that does not help, tell the administrator.',
  'error.data-newer': 'The data was written by a newer version of Svod. Start that one; nothing was changed.',
  'error.data-folder-in-use':
    'Another Svod works with the data folder. Stop that one, or choose another folder (SVOD_DATA).',
  'error.data-folder-unwritable':
    'The data folder cannot be written to. Check its permissions, or choose another folder (SVOD_DATA).',
  'error.network': 'The server cannot be reached. Check the network and try again.',
  'error.epoch-changed':
    'The plan was renewed on the server and opens again in a moment. What you wrote is not lost.',
  'error.unexpected':
    'The answer of the server makes no sense. Reload the page; if that does not help, tell the administrator.',
} as const
