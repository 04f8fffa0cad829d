/**
 * styles.xml: what paragraph and character styles say about bold, alignment, headings and lists.
 * Owns inheritance between styles; must not read paragraphs.
 */
import { type XmlNode, childOf, childrenOf, isOn, valueOf } from './xml.ts'

/** Character properties; undefined means that this level says nothing. */
export interface RunProps {
  bold?: boolean
  italic?: boolean
  underline?: boolean
  strike?: boolean
  hidden?: boolean
}

export interface ListRef {
  /** undefined: inherited. */
  numId?: string | undefined
  level?: number | undefined
}

export interface ParaProps {
  align?: string
  heading?: number
  indent?: number
  list?: ListRef
}

interface Style {
  basedOn: string | undefined
  run: RunProps
  para: ParaProps
  /** Whether a table of the style has lines; undefined where neither its borders nor its name say. */
  lined: boolean | undefined
}

/** Sets in `props` what an element of w:rPr says. */
export const readRunProp = (props: RunProps, name: string, attributes: XmlNode['attributes']): void => {
  if (name === 'w:b') props.bold = isOn(attributes)
  else if (name === 'w:i') props.italic = isOn(attributes)
  else if (name === 'w:u') props.underline = isOn(attributes)
  else if (name === 'w:strike' || name === 'w:dstrike') props.strike = isOn(attributes)
  else if (name === 'w:vanish') props.hidden = isOn(attributes)
}

const runProps = (node: XmlNode | undefined): RunProps => {
  const props: RunProps = {}
  for (const child of node?.children ?? []) readRunProp(props, child.name, child.attributes)
  return props
}

const toInt = (text: string | undefined): number | undefined => {
  const value = Number.parseInt(text ?? '', 10)
  return Number.isNaN(value) ? undefined : value
}

const indentOf = (node: XmlNode | undefined): number | undefined => {
  const attributes = childOf(node, 'w:ind')?.attributes
  return toInt(attributes?.['w:left'] ?? attributes?.['w:start'])
}

const headingOf = (name: string, outline: string | undefined): number | undefined => {
  const named = /^(?:heading|заголовок) (\d)$/i.exec(name)
  if (named) return Number(named[1])
  if (/^(?:title|название|subtitle)$/i.test(name)) return 1
  const level = toInt(outline)
  return level !== undefined && level < 9 ? level + 1 : undefined
}

const paraProps = (node: XmlNode | undefined, styleName: string): ParaProps => {
  const numPr = childOf(node, 'w:numPr')
  const props: ParaProps = {}
  const [align, indent] = [valueOf(node, 'w:jc'), indentOf(node)]
  const heading = headingOf(styleName, valueOf(node, 'w:outlineLvl'))
  if (align !== undefined) props.align = align
  if (indent !== undefined) props.indent = indent
  if (heading !== undefined) props.heading = heading
  if (numPr) props.list = { numId: valueOf(numPr, 'w:numId'), level: toInt(valueOf(numPr, 'w:ilvl')) }
  return props
}

/** Edges that a table with lines has; those at its sides say nothing of its rows. */
export const TABLE_EDGES: readonly string[] = ['w:top', 'w:insideH', 'w:bottom']

/** Whether an edge of these attributes is drawn. */
export const isDrawn = (attributes: XmlNode['attributes']): boolean =>
  !['nil', 'none', ''].includes(attributes['w:val'] ?? '')

const GRID_NAME = /grid|сетка/i

/** Russian Word calls «Table Grid» a3: what a style draws tells, and its name where it draws nothing of its own. */
const linedOf = (node: XmlNode, name: string): boolean | undefined => {
  if (node.attributes['w:type'] !== 'table') return undefined
  const borders = childOf(childOf(node, 'w:tblPr'), 'w:tblBorders')
  if (borders === undefined) return GRID_NAME.test(name) ? true : undefined
  return borders.children.some((edge) => TABLE_EDGES.includes(edge.name) && isDrawn(edge.attributes))
}

const MAX_CHAIN = 20

export class Styles {
  private readonly styles = new Map<string, Style>()
  private readonly defaults: RunProps
  private readonly defaultPara: string | undefined
  /** Character styles of links: their underline is the link's look, not the author's. */
  private readonly linkStyles = new Set<string>()

  constructor(root: XmlNode | null) {
    const docDefaults = childOf(root ?? undefined, 'w:docDefaults')
    this.defaults = runProps(childOf(childOf(docDefaults, 'w:rPrDefault'), 'w:rPr'))
    let defaultPara: string | undefined
    for (const node of childrenOf(root ?? undefined, 'w:style')) {
      const id = node.attributes['w:styleId']
      if (id === undefined) continue
      const name = valueOf(node, 'w:name') ?? id
      const isDefault = node.attributes['w:default'] === '1' || node.attributes['w:default'] === 'true'
      if (node.attributes['w:type'] === 'paragraph' && isDefault) defaultPara = id
      if (/^(?:followed)?hyperlink$|^internet link$|^интернет/i.test(name)) this.linkStyles.add(id)
      this.styles.set(id, {
        basedOn: valueOf(node, 'w:basedOn'),
        run: runProps(childOf(node, 'w:rPr')),
        para: paraProps(childOf(node, 'w:pPr'), name),
        lined: linedOf(node, name),
      })
    }
    this.defaultPara = defaultPara
  }

  /** A style and those that it is based on, the nearest first. */
  private chain(id: string | undefined): Style[] {
    const chain: Style[] = []
    let at = id
    while (at !== undefined && chain.length < MAX_CHAIN) {
      const style = this.styles.get(at)
      if (!style || chain.includes(style)) break
      chain.push(style)
      at = style.basedOn
    }
    return chain
  }

  isLink(id: string | undefined): boolean {
    return id !== undefined && this.linkStyles.has(id)
  }

  /** Whether tables of the style have lines; of a style that the file does not describe, its id tells. */
  isBordered(id: string): boolean {
    const chain = this.chain(id)
    if (chain.length === 0) return GRID_NAME.test(id)
    return chain.find(({ lined }) => lined !== undefined)?.lined ?? false
  }

  /** Character properties that hold: direct ones first, then the run's style, the paragraph's, the defaults. */
  run(direct: RunProps, runStyle: string | undefined, paraStyle: string | undefined): RunProps {
    const styles = [...this.chain(runStyle), ...this.chain(paraStyle ?? this.defaultPara)]
    return Object.assign(
      {},
      this.defaults,
      ...styles.map((style) => style.run).toReversed(),
      direct,
    ) as RunProps
  }

  /** Paragraph properties that hold; a list is inherited part by part. */
  para(direct: ParaProps, paraStyle: string | undefined): ParaProps {
    const chain = this.chain(paraStyle ?? this.defaultPara).map((style) => style.para)
    const merged: ParaProps = Object.assign({}, ...chain.toReversed(), direct)
    const lists = [direct, ...chain].flatMap((props) => (props.list ? [props.list] : []))
    if (lists.length > 0) {
      merged.list = {
        numId: lists.find((list) => list.numId !== undefined)?.numId,
        level: lists.find((list) => list.level !== undefined)?.level,
      }
    }
    return merged
  }

  /** The list that a numbering style stands for. */
  listOfStyle(id: string): string | undefined {
    return this.chain(id).find((style) => style.para.list?.numId !== undefined)?.para.list?.numId
  }
}
