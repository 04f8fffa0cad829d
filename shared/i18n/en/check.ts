/** English words of the plan checker. */
export const checkEn = {
  'check.number-gap': 'No. {before} is followed by No. {number}: a number is missing.',
  'check.number-start': 'The section begins with No. {number}.',
  'check.number-double': 'No. {number} stands twice in the section.',
  'check.number-order': 'No. {before} is followed by No. {number}: the numbers go back.',
  'check.date-missing': '“{title}” has no date.',
  'check.date-unclear': 'The date “{dates}” was not understood: the calendar cannot show the row.',
  'check.foreign-year': 'The date “{dates}” is not in {year}.',
  'check.title-year': 'The title names {dates}, but the plan is for {year}.',
  'check.impossible-day': 'There is no such day: “{dates}”.',
  'check.end-before-start': 'The end is before the beginning: “{dates}”.',
  'check.same-event':
    '“{title}” also stands in “{section}”, with another date: “{dates}” here, “{before}” there.',
  'check.dates-mismatch':
    '“{title}” has {bullets} points and {lines} dates: nobody can tell which belong together.',
  'check.empty-section': 'The section “{title}” has no rows.',
  'check.empty-row': 'An empty row.',
  'check.title-missing': 'The row has no title.',
  'check.responsible-missing': 'Nobody is named as responsible for “{title}”.',
  'check.overloaded-month': '{month}: {count} events, twice as many as usual.',
  'check.comment-unanswered': 'Nobody has answered the comment “{comment}”.',
  'check.bad-link': 'The link cannot be opened: {link}',
} as const
