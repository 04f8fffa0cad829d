/** What Word keeps apart from the words: lines of tables, numbers of what was deleted, fields (SPEC IW13–IW18). */
import { describe, expect, test } from 'vitest'
import { importBody, outline } from '../../support/docx-import.ts'
import { STYLES, headerRow, p, r, tbl, tc, tr } from '../../support/docx-xml.ts'

const title = p('План на 2024 год', { b: true, jc: 'center' })
const header = headerRow(['№', 'Название', 'Срок'])
const READ = ['§ ', '1 | Форум | май']

describe('lines of tables', () => {
  /** «Table Grid» as Russian Word writes it, and a style that takes its lines from it. */
  const styles = {
    root: 'w:styles',
    inner: `${STYLES.inner}<w:style w:type="table" w:styleId="a3"><w:name w:val="Обычная с линиями"/><w:tblPr><w:tblBorders><w:top w:val="single"/><w:insideH w:val="single"/></w:tblBorders></w:tblPr></w:style><w:style w:type="table" w:styleId="a4"><w:name w:val="План"/><w:basedOn w:val="a3"/></w:style>`,
  }
  const styled = (xml: string, inner: string): string =>
    xml.replace('<w:tblPr/>', `<w:tblPr>${inner}</w:tblPr>`)
  const plan = (style: string): string =>
    styled(tbl([header, tr(['1', 'Форум', 'май'])]), `<w:tblStyle w:val="${style}"/>`)
  const names = tbl([tr(['Директор', '', 'И.И. Иванов'])])
  const outroOf = async (body: string) => {
    const { draft } = await importBody(title + body, { parts: { styles } })
    return [outline(draft), draft.front.outro]
  }

  test.each(['a3', 'a4'])(
    '[IW13] a style of any id says that the plan has lines, and its names have none: %s',
    async (style) => {
      expect(await outroOf(plan(style) + names)).toEqual([READ, '<p>Директор\u2003И.И. Иванов</p>'])
    },
  )

  test('[IW13] lines of its style that a table leaves out are none', async () => {
    const none = ['top', 'bottom', 'insideH'].map((edge) => `<w:${edge} w:val="none"/>`).join('')
    const bare = styled(names, `<w:tblStyle w:val="a3"/><w:tblBorders>${none}</w:tblBorders>`)
    expect(await outroOf(plan('a3') + bare)).toEqual([READ, '<p>Директор\u2003И.И. Иванов</p>'])
  })
})

test('[IW14] a header with its count of columns, printed on each page, makes no events', async () => {
  const count = tr(['1', '2', '3'])
  const { draft, codes, warnings } = await importBody(
    title +
      tbl([
        header,
        count,
        tr(['1', 'Форум', 'май']),
        tr(['2', 'Встреча с ветеранами и', 'июнь']),
        header,
        count,
        tr(['', 'тружениками тыла', '']),
        tr(['3', 'Слет', 'июль']),
      ]),
  )
  expect(outline(draft)).toEqual([
    ...READ,
    '2 | Встреча с ветеранами и тружениками тыла | июнь',
    '3 | Слет | июль',
  ])
  expect(warnings.filter(({ code }) => code === 'header-numbers-skipped')).toHaveLength(2)
  expect(codes).toContain('header-repeated')
})

describe('automatic numbers', () => {
  const auto = tc('', { num: [3, 0] })

  test('[IW15] a row deleted under change tracking is not counted', async () => {
    const { draft } = await importBody(
      title +
        tbl([
          header,
          tr([auto, 'Форум', 'май']),
          tr([auto, 'Нет', 'июнь'], '<w:del w:id="1"/>'),
          tr([auto, 'Слет', 'июль']),
        ]),
    )
    expect(outline(draft)).toEqual(['§ ', '1. | Форум | май', '2. | Слет | июль'])
  })

  test('[IW15] a paragraph deleted with its mark is no item of a list', async () => {
    const item = (text: string): string => p(text, { num: [3, 0] })
    const gone = item(`<w:del w:id="1"><w:r><w:delText>нет</w:delText></w:r></w:del>`).replace(
      '</w:pPr>',
      '<w:rPr><w:del w:id="2"/></w:rPr></w:pPr>',
    )
    const { draft } = await importBody(
      title + tbl([header, tr(['1', tc(item('раз') + gone + item(r('два'))), 'май'])]),
    )
    expect(draft.sections[0]?.items[0]?.title).toBe('<ol><li>раз</li><li>два</li></ol>')
  })

  test('[IW15] where a merged cell goes on, its empty paragraph has no number', async () => {
    const top = tc('', { num: [3, 0], v: 'restart' })
    const below = tc('', { num: [3, 0], v: 'continue' })
    const { draft } = await importBody(
      title +
        tbl([
          header,
          tr([top, tc('Лекции', { v: 'restart' }), '10 мая']),
          tr([below, tc('', { v: 'continue' }), '12 мая']),
          tr([auto, 'Слет', 'июль']),
        ]),
    )
    expect(outline(draft)).toEqual(['§ ', '1. | Лекции | 10 мая / 12 мая', '2. | Слет | июль'])
  })
})

test('[IW16] a field that is never ended silences nothing behind it', async () => {
  const begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
  const { draft } = await importBody(
    title +
      tbl([
        header,
        tr(['1', tc(p(begun + r('Форум'))), 'май']),
        tr(['2', tc(p(r('Слет ') + begun)), 'июль']),
        tr(['3', 'Поход', 'август']),
      ]),
  )
  expect(outline(draft)).toEqual([...READ, '2 | Слет | июль', '3 | Поход | август'])
})

describe('fields without a result', () => {
  const char = (type: string, inner = ''): string =>
    `<w:r><w:fldChar w:fldCharType="${type}">${inner}</w:fldChar></w:r>`
  const instr = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`
  const listOf = (settings: string): string =>
    `<w:ffData><w:name w:val="Список"/><w:ddList>${settings}<w:listEntry w:val="Да"/><w:listEntry w:val="Нет"/></w:ddList></w:ffData>`
  const boxOf = (settings: string): string =>
    `<w:ffData><w:checkBox><w:sizeAuto/>${settings}</w:checkBox></w:ffData>`
  const field = (name: string, data = '', result: string | null = null): string =>
    char('begin', data) +
    instr(` ${name} `) +
    (result === null ? '' : char('separate') + result) +
    char('end')

  test.each([
    ['a drop-down, as it was set', field('FORMDROPDOWN', listOf('<w:result w:val="1"/>')), 'Нет'],
    ['one by default', field('FORMDROPDOWN', listOf('<w:default w:val="1"/>'), ''), 'Нет'],
    ['one that nobody has set', field('FORMDROPDOWN', listOf('')), 'Да'],
    ['one whose result is kept', field('FORMDROPDOWN', listOf(''), r('Нет')), 'Нет'],
    ['a box with a cross', field('FORMCHECKBOX', boxOf('<w:default w:val="0"/><w:checked/>')), '☒'],
    ['one with a cross by default', field('FORMCHECKBOX', boxOf('<w:default w:val="1"/>')), '☒'],
    ['an empty one', field('FORMCHECKBOX', boxOf('<w:default w:val="1"/><w:checked w:val="0"/>')), '☐'],
    ['a place to write in', field('MACROBUTTON NoMacro [Укажите тему]'), '[Укажите тему]'],
    ['a symbol by its number', field('SYMBOL 252 \\f "Wingdings"'), '✓'],
    ['a formula', field('EQ \\f(1;2)'), '\\f(1;2)'],
    ['a table of contents, of which nothing is drawn', field('TC "Форум"'), ''],
  ])('[IW18] %s', async (_, xml, drawn) => {
    const row = tr(['1', tc(p(r('Форум: ') + xml + r('.'))), 'май'])
    const { draft } = await importBody(title + tbl([header, row]))
    expect(outline(draft)).toEqual(['§ ', `1 | Форум: ${drawn}. | май`])
  })

  test('[IW18] a letter of a font of symbols that nobody knows is counted', async () => {
    const { warnings } = await importBody(title + tbl([header, tr(['1', 'Форум \uf012', 'май'])]))
    expect(warnings.map(({ code }) => code)).toContain('unknown-symbol')
  })
})

test('[IW17] the sign of a law’s paragraph stays, and so does a formula of a strict file', async () => {
  const math = 'http://purl.oclc.org/ooxml/officeDocument/math'
  const formula = `<m:oMath xmlns:m="${math}"><m:r><m:t>a+b</m:t></m:r></m:oMath>`
  const { draft } = await importBody(
    title + tbl([header, tr(['1', tc('§ 5 Устава\n§ IV Устава'), 'май']), tr(['2', tc(p(formula)), 'май'])]),
  )
  expect(draft.sections[0]?.items.map((item) => item.title)).toEqual([
    '<p>§ 5 Устава</p><p>§ IV Устава</p>',
    '<p>a+b</p>',
  ])
})
