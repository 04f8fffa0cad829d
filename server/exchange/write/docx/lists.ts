/**
 * Lists of the plan → lists of Word. Owns which `w:num` a list gets: one for each kind of bullet, one for each numbered
 * list, so that it counts from its own start.
 */
import type { Block } from '../../../../shared/plan/rich.ts'
import { XML_HEAD } from './xml.ts'

type List = Exclude<Block, { type: 'paragraph' }>

/** Word knows nine levels. */
export const DEEPEST = 8
const ABSTRACT = { disc: 0, dash: 1, number: 2 } as const
const BULLETS = { disc: 1, dash: 2 } as const
const FIRST_NUMBERED = 3

/** Twentieths of a point. */
export const INDENT = { step: 454, hanging: 227, first: 454 }

const levelXml = (level: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>` +
  `<w:pPr><w:ind w:left="${INDENT.first + level * INDENT.step}" w:hanging="${INDENT.hanging}"/></w:pPr></w:lvl>`

const abstractXml = (kind: keyof typeof ABSTRACT): string => {
  const levels = Array.from({ length: DEEPEST + 1 }, (_, level) => {
    if (kind === 'number') return levelXml(level, 'decimal', `%${level + 1}.`)
    return levelXml(level, 'bullet', kind === 'dash' ? '-' : '•')
  })
  return `<w:abstractNum w:abstractNumId="${ABSTRACT[kind]}"><w:multiLevelType w:val="hybridMultilevel"/>${levels.join('')}</w:abstractNum>`
}

const bulletXml = (kind: 'disc' | 'dash'): string =>
  `<w:num w:numId="${BULLETS[kind]}"><w:abstractNumId w:val="${ABSTRACT[kind]}"/></w:num>`

export class ListBook {
  private readonly numbered: { level: number; start: number }[] = []

  /** A new list at this level; what to write into `w:numId`. */
  open(list: List, level: number): number {
    if (list.type === 'orderedList') {
      this.numbered.push({ level, start: list.start })
      return FIRST_NUMBERED + this.numbered.length - 1
    }
    return BULLETS[list.marker]
  }

  /** `word/numbering.xml`. */
  xml(): string {
    const own = this.numbered.map(
      ({ level, start }, at) =>
        `<w:num w:numId="${FIRST_NUMBERED + at}"><w:abstractNumId w:val="${ABSTRACT.number}"/>` +
        `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${start}"/></w:lvlOverride></w:num>`,
    )
    const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return `${XML_HEAD}<w:numbering ${namespace}>${abstractXml('disc')}${abstractXml('dash')}${abstractXml('number')}${bulletXml('disc')}${bulletXml('dash')}${own.join('')}</w:numbering>`
  }
}
