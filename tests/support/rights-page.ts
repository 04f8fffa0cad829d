/** The rule book as a page for people: `docs/rights.md`. Pure; every mark in it is an answer of the rule book. */
import { type Identity, type Role } from '../../shared/identity.ts'
import { ACTIONS, type Action, NOBODYS, type Where, can, ruleOf } from '../../shared/permissions.ts'
import { identityOf } from './identities.ts'

const NAMES: Record<Action, readonly [english: string, russian: string]> = {
  'people.manage': [
    'invite people, change roles, close accounts',
    'приглашать людей, менять роли, закрывать учётные записи',
  ],
  'departments.manage': ['make and change departments', 'заводить и менять отделы'],
  'tokens.manage': ['make and revoke API tokens', 'выдавать и отзывать ключи для программ'],
  'audit.read': ['read the audit trail', 'читать журнал действий'],
  'plan.create': ['create a plan', 'создать план'],
  'plan.import': ['create a plan from a file', 'создать план из файла'],
  'plan.read': ['read a plan', 'читать план'],
  'plan.export': ['export it', 'выгружать его'],
  'history.read': ['look at its past, and who changed what', 'смотреть его прошлое и кто что менял'],
  'plan.share': [
    'give roles in it, switch its public link',
    'назначать роли в нём, включать публичную ссылку',
  ],
  'plan.delete': ['put it into the trash and take it back', 'удалять и восстанавливать его'],
  'front.edit': [
    'title, year, approval blocks, texts around the table',
    'название, год, грифы, текст вокруг таблицы',
  ],
  'columns.edit': ['columns', 'столбцы'],
  'sections.edit': ['sections, and whose they are', 'разделы и чьи они'],
  'rows.edit': [
    'write cells; add, move, delete, restore rows',
    'писать в ячейках; добавлять, перемещать, удалять и восстанавливать строки',
  ],
  'numbers.edit': ['typed and automatic numbers', 'номера строк'],
  'state.edit': ['mark as done, postponed, cancelled', 'отмечать исполнение'],
  'sections.sign': [
    'mark a section as ready, and take that back',
    'отмечать раздел готовым и снимать отметку',
  ],
  'sections.accept': [
    'accept a section, or return it with a remark',
    'принимать раздел или возвращать с замечанием',
  ],
  'comments.read': ['read comments', 'читать комментарии'],
  'comments.write': ['write comments', 'писать комментарии'],
  'comments.resolve': ['resolve comments', 'закрывать обсуждения'],
  'comments.moderate': ['delete comments of others', 'удалять чужие комментарии'],
  'versions.snapshot': ['save a version', 'сохранять редакцию'],
  'versions.approve': ['approve a version', 'утверждать редакцию'],
  'versions.amend': ['open the next draft of an approved plan', 'открывать утверждённый план для изменений'],
  'versions.restore': ['restore a version', 'восстанавливать редакцию'],
}

const as = (role: Role, more: Partial<Identity> = {}) => identityOf({ role, departments: ['own'], ...more })

const COLUMNS: readonly [title: string, who: Identity, where: Where][] = [
  ['chief editor', as('chief'), {}],
  ['department editor: own', as('editor'), { department: 'own' }],
  ['for all', as('editor'), { department: null }],
  ['others’', as('editor'), { department: 'others' }],
  ['nobody’s', as('editor'), { department: NOBODYS }],
  ['commenter', as('commenter'), {}],
  ['viewer', as('viewer'), {}],
  ['guest', as('viewer', { kind: 'guest' }), {}],
  ['viewer who approves', as('viewer', { approver: true }), {}],
]

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const lineOf = (action: Action): string => {
  const marks = COLUMNS.map(([, who, where]) => (can(who, action, where) ? 'yes' : '–'))
  const [english, russian] = NAMES[action]
  return line([
    `\`${action}\``,
    english,
    russian,
    ...marks,
    ruleOf(action).content === true ? 'nobody' : 'the same',
  ])
}

/** The page, before it is formatted. */
export const rightsPage = (): string => {
  const titles = ['right', 'what', 'что', ...COLUMNS.map(([title]) => title), 'in a locked plan']
  return [
    '# Who may do what',
    '',
    'Made from `shared/permissions.ts` by `npm run rights`; a test compares. The server asks this table before it applies a change, and the page before it offers one.',
    '',
    'A department editor’s rights depend on the section: one’s own, one that belongs to all, others’, or none at all. A row’s section is that of its top ancestor. Moving a row needs the right where it stands and where it goes.',
    'The role is the one in the plan: an exception there goes before the role in the house, and who made a plan is its chief editor.',
    '',
    line(titles),
    line(titles.map(() => '---')),
    ...ACTIONS.map(lineOf),
    '',
  ].join('\n')
}
