/** How cells of a workbook look: its styles part → bold, alignment and number format by the index that cells name. */
import { type XmlNode, childOf, childrenOf } from '../docx/xml.ts'
import { builtInFormat } from './number-format.ts'

/** Character properties of a cell or of a run in it. */
export interface Letters {
  bold: boolean
  italic: boolean
  underline: boolean
  strike: boolean
}

export interface CellLook extends Letters {
  align: 'left' | 'center' | 'right'
  /** Format code of numbers. */
  format: string
}

export const PLAIN: Letters = { bold: false, italic: false, underline: false, strike: false }
export const PLAIN_LOOK: CellLook = { ...PLAIN, align: 'left', format: 'General' }

/** OOXML's on/off of spreadsheets: present without a value means on. */
const isOn = (node: XmlNode | undefined): boolean =>
  node !== undefined && !['0', 'false', 'none'].includes(node.attributes.val ?? 'true')

const lettersOf = (font: XmlNode | undefined): Letters => ({
  bold: isOn(childOf(font, 'x:b')),
  italic: isOn(childOf(font, 'x:i')),
  underline: isOn(childOf(font, 'x:u')),
  strike: isOn(childOf(font, 'x:strike')),
})

const ALIGNS: Readonly<Record<string, CellLook['align']>> = {
  center: 'center',
  centerContinuous: 'center',
  distributed: 'center',
  right: 'right',
}

const intOf = (value: string | undefined): number => Number.parseInt(value ?? '', 10) || 0

/** Looks by the index of `cellXfs`; [] where the part is missing. */
export const readLooks = (styles: XmlNode | null): CellLook[] => {
  const root = styles ?? undefined
  const fonts = childrenOf(childOf(root, 'x:fonts'), 'x:font').map(lettersOf)
  const formats = new Map(
    childrenOf(childOf(root, 'x:numFmts'), 'x:numFmt').map(({ attributes }) => [
      intOf(attributes.numFmtId),
      attributes.formatCode ?? 'General',
    ]),
  )
  return childrenOf(childOf(root, 'x:cellXfs'), 'x:xf').map((node): CellLook => {
    const id = intOf(node.attributes.numFmtId)
    const horizontal = childOf(node, 'x:alignment')?.attributes.horizontal ?? ''
    return {
      ...(fonts[intOf(node.attributes.fontId)] ?? PLAIN),
      align: ALIGNS[horizontal] ?? 'left',
      format: formats.get(id) ?? builtInFormat(id),
    }
  })
}
