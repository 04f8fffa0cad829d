/** An edition as its list has it, with nothing special about it. */
export const editionOf = (number: number, name: string) => ({
  number,
  name,
  note: '',
  cause: 'kept',
  createdAt: '2022-01-01T00:00:00Z',
  author: 'Анна',
  hash: 'h',
  state: 'snapshot',
  approval: null,
  withdrawal: null,
  faded: false,
  files: [],
})
