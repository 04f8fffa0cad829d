/** English messages of the importers. Keys are those of `ru/import.ts`. */
export const importEn = {
  'import.column.number': 'No.',
  'import.column.title': 'Title',
  'import.column.period': 'Dates',
  'import.column.other': 'Column {n}',
  'import.warning.no-table':
    'The file has no table. Rows were read from its numbered paragraphs and lists; dates and names stayed in their text.',
  'import.warning.list-labels':
    'The file holds no table. Rows were taken from numbered paragraphs and lists; what is labelled under them (“Deadline: …”, “Responsible: …”) stands in columns.',
  'import.warning.title-from-file-name': 'The file does not name the plan, so the file name was taken.',
  'import.warning.title-not-found': 'The file does not name the plan. Please type its title.',
  'import.warning.organisation-not-found': 'The file names no institution.',
  'import.warning.year-from-dates':
    'The title has no year. The one most often named in the text was taken: {year}.',
  'import.warning.year-assumed': 'The title names no year, so the chosen one was taken: {year}.',
  'import.warning.year-unknown':
    'The file names no year, so the current one was taken: {year}. Please check it.',
  'import.warning.year-differs':
    '{chosen} was chosen, but the plan’s title says {year}. The chosen year was taken.',
  'import.warning.header-guessed':
    'The table has no row of column names. Columns were guessed from their content, please check them.',
  'import.warning.header-repeated': 'A repetition of the table’s header or of a section’s title was skipped.',
  'import.warning.header-numbers-skipped': 'The row that counts the columns was skipped.',
  'import.warning.title-column-guessed':
    'No column is named as the title or the event. The one with the longest texts was taken for it.',
  'import.warning.period-column-missing': 'The table has no column of dates. An empty hidden one was added.',
  'import.warning.columns-differ':
    'The tables of the file have different columns. The plan has them all, new ones on the right.',
  'import.warning.column-title-too-long': 'A column’s title is too long. Its first 200 characters were kept.',
  'import.warning.empty-rows': 'Empty rows of the table were skipped: {count}.',
  'import.warning.row-stitched': 'A page break had cut a row in two. Its rest was joined to it.',
  'import.warning.row-maybe-continued':
    'This may be the rest of the row above, cut by a page break. It was left as a row of its own.',
  'import.warning.section-maybe-continued':
    'This was taken for a section’s title, but it may be the rest of the row above.',
  'import.warning.row-unclear':
    'A full-width row does not look like a section’s title. It was left as a row.',
  'import.warning.row-without-title': 'A row has no title.',
  'import.warning.number-too-long':
    'The text in the number column is too long for a number. It went to the title.',
  'import.warning.section-missing': 'The first rows belong to no section. An untitled one was made for them.',
  'import.warning.merged-cell-repeated': 'A vertically merged cell was repeated in each of its rows.',
  'import.warning.dates-paired':
    'There are as many bullets as dates: {dates}. Each date belongs to its bullet.',
  'import.warning.dates-unpaired':
    'Bullets: {bullets}, dates: {dates}. It is unclear which date belongs to which bullet. The text is as in the file.',
  'import.warning.text-between-tables': 'Text between tables was left as a row of its own.',
  'import.warning.text-before-header': 'Text above the table’s header was left as a row of its own.',
  'import.warning.text-beside-table':
    'Rows of the sheet above or under the table were not taken for rows of the plan and were left as text.',
  'import.warning.table-as-text': 'A table that is no part of the plan was left as text.',
  'import.warning.nested-table': 'A table inside a cell was left as text.',
  'import.warning.cell-without-column':
    'This cell of a row stands under no column. Its text went to the title.',
  'import.warning.link-in-plain-cell': 'A link in a cell of plain text was not kept. Its text was.',
  'import.warning.link-unsafe': 'A link to this address is not allowed. Only its text was kept.',
  'import.warning.image': 'Pictures of the file were not taken over: {count}.',
  'import.warning.embedded-object': 'Charts and embedded objects were not taken over: {count}.',
  'import.warning.tracked-deletion': 'The file tracks changes. Text deleted in them was not taken over.',
  'import.warning.hidden-text': 'Hidden text was not taken over.',
  'import.warning.unknown-symbol': 'Characters of symbol fonts that could not be read: {count}.',
  'import.warning.footnote': 'A footnote went to the text below the table.',
  'import.warning.comment': 'A reviewer’s comment was not taken over.',
  'import.warning.header-footer': 'A page header, footer or page number was not taken over.',
  'import.warning.part-broken': 'A part of the file is damaged and was skipped.',
  'import.warning.sheet-name': 'The name of the sheet was not taken over.',
  'import.warning.hidden-sheet': 'A hidden sheet was not read; cells with content in it: {count}.',
  'import.warning.formula-without-value':
    'Formulas are never worked out, the value kept beside them is taken. These have none: {count}.',
  'import.warning.drawing-text': 'A text box over the sheet was not taken over.',
  'import.warning.encoding-guessed': 'The encoding of the text was guessed: {encoding}.',
  'import.warning.period-joined': 'Beginning and end stood in columns of their own. They are one period now.',
  'import.warning.days-left-out':
    'The dates in the columns of beginning and end are not those that the words of the period mean. The words stay.',
  'import.warning.period-from-months':
    'The columns of months became the dates of the rows: marked months and days now stand in words.',
  'import.warning.column-ignored': 'The column was left out, as you chose.',
  'import.warning.row-skipped': 'The row was left out, as you chose.',
  'import.warning.numbers-from-titles':
    'There is no column of numbers. Those with which titles begin became the numbers of rows.',
  'import.warning.column-of-sections': 'The column names sections: the rows stand under them.',
  'import.warning.column-of-states': 'The column names states: the rows are marked with them.',
  'import.warning.section-from-title':
    'Only the title names the month. The section is named by it, so that dates without a month are understood.',
  'import.warning.period-from-section':
    'There is no column of dates; the day of the row is the one in its section’s title.',
  'import.warning.tracked-changes':
    'The file has tracked changes. They were accepted; insertions: {insertions}, deletions: {deletions}.',
  'import.warning.warnings-left-out': 'There are too many remarks. Not shown here: {count}.',
  'import.warning.state-unknown': 'There is no such state; the row stays planned.',
} as const
