/** Devices of Word inside a plan: what stays, what goes to warnings (SPEC IM8, IM11, IM12). */
import { describe, expect, test } from 'vitest'
import { importBody, outline } from '../../support/docx-import.ts'
import { type DocxParts, headerRow, p, r, tbl, tc, tr } from '../../support/docx-xml.ts'

const title = p('План на 2024 год', { b: true, jc: 'center' })

/** A plan of one row, whose title cell holds these blocks. */
const rowOf = (blocks: string, period = 'май'): string =>
  title +
  tbl([headerRow(['№', 'Название', 'Срок', 'Ответственный']), tr(['1', tc(blocks), period, 'Иванова'])])

const titleHtml = async (blocks: string, parts: DocxParts = {}): Promise<string> => {
  const { draft } = await importBody(rowOf(blocks), parts)
  return draft.sections[0]?.items[0]?.title ?? ''
}

const quotes = (
  warnings: readonly { code: string; quote?: string }[],
  code: string,
): (string | undefined)[] => warnings.filter((warning) => warning.code === code).map(({ quote }) => quote)

describe('text in its styles', () => {
  test('[IM11] runs of one style are joined, marks are kept, text is escaped', async () => {
    const html = await titleHtml(
      p(r('Вы', { b: true }) + r('ставка', { b: true }) + r(' <A&B> ') + r('июнь', { i: true, u: true })),
    )
    expect(html).toBe('<p><strong>Выставка</strong> &lt;A&amp;B&gt; <u><em>июнь</em></u></p>')
  })

  test('[IM11] a style makes text bold, and a run may take it back', async () => {
    const strong = '<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>да</w:t></w:r>'
    const taken = '<w:r><w:rPr><w:rStyle w:val="Strong"/><w:b w:val="0"/></w:rPr><w:t> нет</w:t></w:r>'
    expect(await titleHtml(p(strong + taken))).toBe('<p><strong>да</strong> нет</p>')
  })

  test('[IM11] safe links stay links, others keep their text with a warning', async () => {
    const link = (id: string, text: string): string =>
      `<w:hyperlink r:id="${id}">${r(text, { u: true })}</w:hyperlink>`
    const { draft, warnings } = await importBody(
      rowOf(p(link('rId8', 'сайт') + r(' и ') + link('rId9', 'скрипт'))),
      {
        links: { rId8: 'https://example.org/a?b=1&c=2', rId9: 'javascript:alert(1)' },
      },
    )
    expect(draft.sections[0]?.items[0]?.title).toContain(
      '<a href="https://example.org/a?b=1&amp;c=2">сайт</a>',
    )
    expect(draft.sections[0]?.items[0]?.title).not.toContain('javascript')
    expect(quotes(warnings, 'link-unsafe')).toEqual(['javascript:alert(1)'])
  })

  test('[IM12] a field shows its result, and a HYPERLINK field is a link', async () => {
    const char = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    const instr = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`
    const field = (text: string, shown: string): string =>
      char('begin') + instr(text) + char('separate') + r(shown) + char('end')
    const html = await titleHtml(
      p(field(' DATE ', '1 мая') + r(', ') + field(' HYPERLINK "https://example.org" ', 'сайт')),
    )
    expect(html).toBe('<p>1 мая, <a href="https://example.org">сайт</a></p>')
  })

  test('[IM12] tabs, breaks, hyphens and symbols print as in Word', async () => {
    const odd =
      '<w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>само</w:t><w:softHyphen/><w:t>лет, 2</w:t><w:noBreakHyphen/><w:t>й</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    expect(await titleHtml(p(odd))).toBe('<p>а б<br>самолет, 2\u2011й✓</p>')
  })
})

describe('lists', () => {
  test('[IM11] lists of the file and lists typed with dashes, nested ones too', async () => {
    const html = await titleHtml(
      p('Программа:') +
        p('первое', { num: [1, 0] }) +
        p('внутри', { num: [1, 1] }) +
        p('второе', { num: [1, 0] }) +
        p('– третье') +
        p('—четвертое'),
    )
    expect(html).toBe(
      '<p>Программа:</p><ul><li>первое<ul><li>внутри</li></ul></li><li>второе</li></ul>' +
        '<ul data-marker="dash"><li>третье</li><li>четвертое</li></ul>',
    )
  })

  test('[IM11] a lone asterisk marks a note, several make a list', async () => {
    expect(await titleHtml(p('Форум*') + p('* по согласованию'))).toBe(
      '<p>Форум*</p><p>* по согласованию</p>',
    )
    expect(await titleHtml(p('* раз') + p('* два'))).toBe('<ul><li>раз</li><li>два</li></ul>')
  })

  test('[IM11] a numbered list counts by itself', async () => {
    const html = await titleHtml(p('раз', { num: [3, 0] }) + p('два', { num: [3, 0] }))
    expect(html).toBe('<ol><li>раз</li><li>два</li></ol>')
  })

  test('[IM8] numbers that a list cannot print stay in the text', async () => {
    expect(await titleHtml(p('раз', { num: [4, 0] }) + p('два', { num: [4, 0] }))).toBe(
      '<p>а) раз</p><p>б) два</p>',
    )
    expect(await titleHtml(p('раз', { num: [3, 0] }) + p('под', { num: [3, 1] }))).toBe(
      '<ol><li>раз</li></ol><p>1.1. под</p>',
    )
  })

  test('[IM8] automatic numbers of the number column are computed over the whole file', async () => {
    const auto = (level: number): string => tc('', { num: [3, level] })
    const { draft } = await importBody(
      title +
        tbl([
          headerRow(['№', 'Название', 'Срок']),
          tr([auto(0), 'Раз', 'май']),
          tr([auto(1), 'Внутри', 'май']),
          tr([auto(0), 'Два', 'июнь']),
          tr([auto(1), 'Снова внутри', 'июнь']),
        ]),
    )
    expect(draft.sections[0]?.items.map(({ number, level }) => [number, level])).toEqual([
      ['1.', 0],
      ['1.1.', 1],
      ['2.', 0],
      ['2.1.', 1],
    ])
  })

  test('[IM11] lines of one paragraph that begin with dashes are a list', async () => {
    expect(await titleHtml(p('Выставки:\n- первая;\n- вторая'))).toBe(
      '<p>Выставки:</p><ul data-marker="dash"><li>первая;</li><li>вторая</li></ul>',
    )
  })
})

describe('devices', () => {
  test('[IM12] inserted text stays, deleted and moved-away text goes to a warning', async () => {
    const ins = `<w:ins w:id="1">${r('новое')}</w:ins>`
    const del = '<w:del w:id="2"><w:r><w:delText>старое слово</w:delText></w:r></w:del>'
    const moved = `<w:moveFrom w:id="3">${r(' ушло')}</w:moveFrom>`
    const { draft, warnings } = await importBody(rowOf(p(ins + del + moved)))
    expect(draft.sections[0]?.items[0]?.title).toBe('<p>новое</p>')
    expect(quotes(warnings, 'tracked-deletion')).toEqual(['старое слово ушло'])
  })

  test('[IM12] a row deleted under change tracking goes to a warning', async () => {
    const { draft, warnings } = await importBody(
      title +
        tbl([
          headerRow(['№', 'Название', 'Срок']),
          tr(['1', 'Есть', 'май']),
          tr(['2', 'Нет', 'июнь'], '<w:del w:id="1"/>'),
        ]),
    )
    expect(outline(draft)).toEqual(['§ ', '1 | Есть | май'])
    expect(quotes(warnings, 'tracked-deletion')).toEqual(['2 Нет июнь'])
  })

  test('[IM12] hidden text goes to a warning', async () => {
    const hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайна</w:t></w:r>'
    const { draft, warnings } = await importBody(rowOf(p(r('явь') + hidden)))
    expect(draft.sections[0]?.items[0]?.title).toBe('<p>явь</p>')
    expect(quotes(warnings, 'hidden-text')).toEqual(['тайна'])
  })

  test('[IM12] footnotes stand under the plan with their marks', async () => {
    const reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    const inner = `<w:footnote w:type="separator" w:id="0">${p()}</w:footnote><w:footnote w:id="2">${p('Дата уточняется')}</w:footnote>`
    const { draft, codes } = await importBody(rowOf(p(r('Форум') + reference)), {
      parts: { footnotes: { root: 'w:footnotes', inner } },
    })
    expect(draft.sections[0]?.items[0]?.title).toBe('<p>Форум¹</p>')
    expect(draft.front.outro).toBe('<p>¹ Дата уточняется</p>')
    expect(codes).toContain('footnote')
  })

  test('[IM12] comments, headers and footers go to warnings, whole', async () => {
    const long = `${'слово '.repeat(60)}конец`
    const { warnings } = await importBody(rowOf(p('Форум')), {
      parts: {
        comments: {
          root: 'w:comments',
          inner: `<w:comment w:id="1" w:author="Орлова">${p(long)}</w:comment>`,
        },
        header: { root: 'w:hdr', inner: p('Проект от 1 мая') },
      },
    })
    expect(quotes(warnings, 'comment').join(' ')).toBe(`Орлова: ${long}`)
    expect(quotes(warnings, 'header-footer')).toEqual(['Проект от 1 мая'])
  })

  test('[IM12] content controls and text boxes keep their text', async () => {
    const control = `<w:sdt><w:sdtPr><w:alias w:val="поле"/></w:sdtPr><w:sdtContent>${p('Из поля')}</w:sdtContent></w:sdt>`
    expect(await titleHtml(control)).toBe('<p>Из поля</p>')
    const box = (text: string): string => `<w:txbxContent>${p(text, { jc: 'right' })}</w:txbxContent>`
    const shape = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('УТВЕРЖДАЮ')}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('УТВЕРЖДАЮ')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
    const { draft } = await importBody(p(shape) + rowOf(p('Форум')))
    expect(draft.front.approved).toBe('УТВЕРЖДАЮ')
  })

  test('[IM12] a table inside a cell keeps its text, pictures are counted', async () => {
    const inner = tbl([tr(['10.00', 'сбор']), tr(['11.00', 'старт'])])
    const picture = '<w:r><w:drawing><a:blip r:embed="rId5"/></w:drawing></w:r>'
    const { draft, codes } = await importBody(rowOf(p('Поход:') + inner + p(picture)))
    expect(draft.sections[0]?.items[0]?.title).toBe(
      '<p>Поход:</p><p>10.00\u2003сбор</p><p>11.00\u2003старт</p>',
    )
    expect(codes).toEqual(expect.arrayContaining(['nested-table', 'image']))
  })

  test('[IM12] a damaged styles part costs its formatting, not the import', async () => {
    const { draft, codes } = await importBody(rowOf(p('Форум')), {
      parts: { styles: { root: 'w:styles', inner: '<w:style>' } },
    })
    expect(draft.sections[0]?.items[0]?.title).toBe('<p>Форум</p>')
    expect(codes).toContain('part-broken')
  })
})
