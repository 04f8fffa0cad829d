/** English: searching the plan. */
export const searchEn = {
  'search.title': 'Search the plan',
  'search.placeholder': 'Words, number, date, who is responsible…',
  'search.count': '{count, plural, =0 {Nothing found} one {# place found} other {# places found}}',
  'search.more': '{count, plural, one {and # more place} other {and # more places}}: narrow the search',
  'search.none.hint': 'Try another word or a part of it.',
  'search.start': 'All rows and columns, in any form of the word.',
  'search.section': 'Section',
  'search.results': 'Results',
  'search.hint.move': 'choose',
  'search.hint.open': 'go there',
  'search.hint.close': 'close',
} as const
