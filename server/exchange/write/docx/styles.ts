/** The styles of the Word file. Owns the look of a printed plan: Times New Roman, the one face that every office has. */
import { LIST_TEXT_STYLE, NEW_LIST_STYLE } from '../../docx/marks.ts'
import { DEEPEST, INDENT } from './lists.ts'
import { XML_HEAD } from './xml.ts'

const FONT = 'Times New Roman'

interface Style {
  id: string
  name?: string
  para?: string
  run?: string
}

const centred = '<w:jc w:val="center"/>'

const STYLES: readonly Style[] = [
  {
    id: 'PlanTitle',
    para: `<w:keepNext/><w:spacing w:before="120" w:after="160" w:line="276" w:lineRule="auto"/>${centred}`,
    run: '<w:b/><w:bCs/>',
  },
  { id: 'PlanAgreed', para: '<w:spacing w:after="200"/>' },
  { id: 'PlanApproved', para: '<w:spacing w:after="200"/><w:jc w:val="right"/>' },
  { id: 'PlanText', para: '<w:spacing w:after="120"/>' },
  { id: 'PlanHeader', para: `<w:keepNext/>${centred}`, run: '<w:b/><w:bCs/>' },
  { id: 'PlanSection', para: `<w:keepNext/>${centred}`, run: '<w:b/><w:bCs/>' },
  { id: 'PlanCell' },
  { id: 'PlanGap' },
  { id: 'PlanFigure', para: centred },
  { id: NEW_LIST_STYLE },
]

const styleXml = ({ id, para = '', run = '' }: Style): string =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="Normal"/><w:qFormat/>` +
  `<w:pPr>${para}</w:pPr><w:rPr>${run}</w:rPr></w:style>`

const listTexts = (): Style[] =>
  Array.from({ length: DEEPEST + 1 }, (_, level) => ({
    id: `${LIST_TEXT_STYLE}${level + 1}`,
    para: `<w:ind w:left="${INDENT.first + level * INDENT.step}"/>`,
  }))

/** `word/styles.xml`. `fontSize` in points. */
export const stylesXml = (fontSize: number, language: 'ru' | 'en'): string => {
  const size = `<w:sz w:val="${fontSize * 2}"/><w:szCs w:val="${fontSize * 2}"/>`
  const lang = language === 'ru' ? 'ru-RU' : 'en-GB'
  const fonts = `<w:rFonts w:ascii="${FONT}" w:hAnsi="${FONT}" w:eastAsia="${FONT}" w:cs="${FONT}"/>`
  return (
    `${XML_HEAD}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
    `<w:docDefaults><w:rPrDefault><w:rPr>${fonts}${size}<w:lang w:val="${lang}"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>' +
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="1F4E79"/><w:u w:val="single"/></w:rPr></w:style>' +
    `<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:pPr>${centred}</w:pPr></w:style>` +
    `${[...STYLES, ...listTexts()].map(styleXml).join('')}</w:styles>`
  )
}
