/**
 * What each element of WordprocessingML does to the reader: three tables, by name.
 * Elements in none of them are transparent (w:sdt, w:smartTag, w:ins …): what they hold is read.
 */
import type { ElementSink } from './sink.ts'
import { isOn, type Attributes } from './xml.ts'
import { isDrawn, readRunProp } from './styles.ts'
import { symbolOf } from './symbols.ts'
import { hrefOfInstruction } from './links.ts'

/** Left out with all that they hold: former properties, layout, settings of content controls. */
export const SKIPPED: ReadonlySet<string> = new Set([
  'w:pPrChange',
  'w:rPrChange',
  'w:tblPrChange',
  'w:tblGridChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:tblPrExChange',
  'w:sectPrChange',
  'w:sectPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:customXmlPr',
  'w:smartTagPr',
])

export const TEXTS: Readonly<Record<string, 'text' | 'deleted' | 'instruction'>> = {
  'w:t': 'text',
  'm:t': 'text',
  'a:t': 'text',
  'w:delText': 'deleted',
  'w:instrText': 'instruction',
}

type Opener = (reader: ElementSink, attributes: Attributes, parent: string) => unknown
type Closer = (reader: ElementSink, parent: string) => unknown

const valueIn = (attributes: Attributes): string => attributes['w:val'] ?? ''
const intIn = (attributes: Attributes, name: string, fallback: number): number => {
  const value = Number.parseInt(attributes[name] ?? '', 10)
  return Number.isNaN(value) ? fallback : value
}

/** More grid columns than any page has; a damaged span must not make a loop of millions. */
const MAX_SPAN = 500
const spanIn = (attributes: Attributes): number =>
  Math.max(1, Math.min(MAX_SPAN, intIn(attributes, 'w:val', 1)))

const storyOpener: Opener = (reader) => reader.startContainer()

const runProp =
  (name: string): Opener =>
  (reader, attributes) => {
    const { para } = reader
    if (para?.inRunProps && para.run) readRunProp(para.run.direct, name, attributes)
  }

const paraProp =
  (set: (para: NonNullable<ElementSink['para']>, attributes: Attributes) => void): Opener =>
  (reader, attributes) => {
    if (reader.para?.inProps) set(reader.para, attributes)
  }

const border =
  (edge: string): Opener =>
  (reader, attributes, parent) => {
    const { table } = reader
    if (!table || (parent !== 'w:tblBorders' && parent !== 'w:tcBorders')) return
    // Inside a row, the table's borders are the row's exception.
    if (table.row === null) table.edges.set(edge, isDrawn(attributes))
    else if (isDrawn(attributes)) table.lined = true
  }

/** Inside w:rPr they speak of a paragraph's mark, not of words. */
const insertionOpener: Opener = (reader, _, parent) => {
  if (parent !== 'w:rPr') reader.counts.inserted += 1
}

const deletionOpener: Opener = (reader, _, parent) => {
  if (parent === 'w:rPr') {
    if (reader.para?.inProps) reader.para.deleted = true
    return
  }
  reader.counts.deleted += 1
  if (parent === 'w:trPr') {
    if (reader.table?.row) reader.table.row.deleted = true
  } else reader.deletions += 1
}
const deletionCloser: Closer = (reader, parent) => {
  if (parent !== 'w:trPr' && parent !== 'w:rPr') reader.deletions -= 1
}

const fieldChar: Opener = (reader, attributes) => {
  const type = attributes['w:fldCharType']
  if (type === 'begin') reader.startField()
  else if (type === 'separate') reader.showField()
  else if (type === 'end') reader.endField()
}

const symbol: Opener = (reader, attributes) => {
  const text = symbolOf(attributes['w:char'] ?? '')
  if (text === '\ufffd') reader.counts.symbol += 1
  reader.add(text)
}

const numberIn = (attributes: Attributes): number => intIn(attributes, 'w:val', 0)

/** Settings of legacy form fields share their names. */
const formDefault: Opener = ({ form }, attributes, parent) => {
  if (parent === 'w:ddList' && form) form.chosen.byDefault = numberIn(attributes)
  else if (parent === 'w:checkBox' && form) form.ticked.byDefault = isOn(attributes)
}

const choice: Opener = (reader) => {
  if (reader.choices.at(-1) === true) reader.skip()
  else if (reader.choices.length > 0) reader.choices[reader.choices.length - 1] = true
}

export const OPENERS: Readonly<Record<string, Opener>> = {
  'w:body': storyOpener,
  'w:hdr': storyOpener,
  'w:ftr': storyOpener,
  'w:footnote': (reader, attributes) => reader.openStory(attributes),
  'w:endnote': (reader, attributes) => reader.openStory(attributes),
  'w:comment': (reader, attributes) => reader.openStory(attributes),
  'w:p': (reader) => reader.startPara(),
  'w:pPr': (reader) => {
    if (reader.para) reader.para.inProps = true
  },
  'w:pStyle': paraProp((para, attributes) => (para.style = valueIn(attributes))),
  'w:jc': paraProp((para, attributes) => (para.direct.align = valueIn(attributes))),
  'w:ind': paraProp((para, attributes) => {
    const left = intIn(attributes, 'w:left', intIn(attributes, 'w:start', Number.NaN))
    if (!Number.isNaN(left)) para.direct.indent = left
  }),
  'w:outlineLvl': paraProp((para, attributes) => {
    const level = intIn(attributes, 'w:val', 9)
    if (level < 9) para.direct.heading = level + 1
  }),
  'w:numId': paraProp((para, attributes) => {
    para.direct.list = { ...para.direct.list, numId: valueIn(attributes) }
  }),
  'w:ilvl': paraProp((para, attributes) => {
    para.direct.list = { ...para.direct.list, level: intIn(attributes, 'w:val', 0) }
  }),
  'w:r': (reader) => reader.para?.startRun(),
  'w:rPr': (reader) => {
    // The paragraph mark's own look says nothing of the words; whether it was deleted does.
    if (reader.para && !reader.para.inProps) reader.para.inRunProps = true
  },
  'w:rStyle': (reader, attributes) => {
    if (reader.para?.inRunProps && reader.para.run) reader.para.run.style = valueIn(attributes)
  },
  'w:b': runProp('w:b'),
  'w:i': runProp('w:i'),
  'w:u': runProp('w:u'),
  'w:strike': runProp('w:strike'),
  'w:dstrike': runProp('w:dstrike'),
  'w:vanish': runProp('w:vanish'),
  'w:tab': (reader) => {
    // Inside w:pPr it is a tab stop.
    if (reader.para && !reader.para.inProps) reader.add('\t')
  },
  'w:ptab': (reader) => reader.add('\t'),
  'w:br': (reader) => reader.add('\n'),
  'w:cr': (reader) => reader.add('\n'),
  'w:noBreakHyphen': (reader) => reader.add('\u2011'),
  'w:sym': symbol,
  'w:fldChar': fieldChar,
  'w:listEntry': ({ form }, attributes) => form?.entries.push(valueIn(attributes)),
  'w:result': ({ form }, attributes) => {
    if (form) form.chosen.result = numberIn(attributes)
  },
  'w:checked': ({ form }, attributes) => {
    if (form) form.ticked.result = isOn(attributes)
  },
  'w:default': formDefault,
  'w:fldSimple': (reader, attributes) =>
    reader.links.push(reader.linkTo(hrefOfInstruction(attributes['w:instr'] ?? ''))),
  'w:hyperlink': (reader, attributes) =>
    reader.links.push(reader.linkTo(reader.targets.get(attributes['r:id'] ?? ''))),
  'w:bookmarkStart': (reader, attributes) => reader.addMark(attributes['w:name'] ?? ''),
  'w:footnoteReference': (reader, attributes) => reader.addNote('w:footnote', attributes['w:id'] ?? ''),
  'w:endnoteReference': (reader, attributes) => reader.addNote('w:endnote', attributes['w:id'] ?? ''),
  'w:ins': insertionOpener,
  'w:moveTo': insertionOpener,
  'w:del': deletionOpener,
  'w:moveFrom': deletionOpener,
  'w:txbxContent': storyOpener,
  'mc:AlternateContent': (reader) => reader.choices.push(false),
  'mc:Choice': choice,
  'mc:Fallback': choice,
  'w:tbl': (reader) => reader.startTable(),
  'w:tblStyle': (reader, attributes) => {
    if (reader.table) reader.table.styled = reader.isBordered(valueIn(attributes))
  },
  'w:top': border('w:top'),
  'w:insideH': border('w:insideH'),
  'w:bottom': border('w:bottom'),
  'w:gridCol': (reader, attributes) => reader.table?.widths.push(intIn(attributes, 'w:w', 0)),
  'w:tr': (reader) => reader.table?.startRow(),
  'w:tblHeader': (reader, attributes) => {
    if (reader.table?.row) reader.table.row.header = isOn(attributes)
  },
  'w:gridBefore': (reader, attributes) => {
    if (reader.table?.row)
      reader.table.row.at = Math.min(MAX_SPAN, Math.max(0, intIn(attributes, 'w:val', 0)))
  },
  'w:tc': (reader) => {
    reader.table?.startCell()
    reader.startContainer()
  },
  'w:gridSpan': (reader, attributes) => {
    if (reader.table?.cell) reader.table.cell.span = spanIn(attributes)
  },
  'w:vMerge': (reader, attributes) => {
    if (reader.table?.cell) reader.table.cell.merged = valueIn(attributes) !== 'restart'
  },
  'w:hMerge': (reader, attributes) => {
    if (reader.table?.cell) reader.table.cell.joins = valueIn(attributes) !== 'restart'
  },
  'a:blip': (reader) => (reader.counts.image += 1),
  'v:imagedata': (reader) => (reader.counts.image += 1),
  'v:textpath': (reader, attributes) => reader.add(attributes.string ?? ''),
  'c:chart': (reader) => (reader.counts.object += 1),
  'dgm:relIds': (reader) => (reader.counts.object += 1),
  'o:OLEObject': (reader) => (reader.counts.object += 1),
  'w:altChunk': (reader) => (reader.counts.object += 1),
}

export const CLOSERS: Readonly<Record<string, Closer>> = {
  'w:body': (reader) => reader.endStory('w:body'),
  'w:hdr': (reader) => reader.endStory('w:hdr'),
  'w:ftr': (reader) => reader.endStory('w:ftr'),
  'w:footnote': (reader) => reader.endStory('w:footnote'),
  'w:endnote': (reader) => reader.endStory('w:endnote'),
  'w:comment': (reader) => reader.endStory('w:comment'),
  'w:p': (reader) => reader.endPara(),
  'w:pPr': (reader) => {
    if (reader.para) reader.para.inProps = false
  },
  'w:r': (reader) => {
    if (reader.para) reader.para.run = null
  },
  'w:rPr': (reader) => {
    if (reader.para) reader.para.inRunProps = false
  },
  'w:fldSimple': (reader) => reader.links.pop(),
  'w:hyperlink': (reader) => reader.links.pop(),
  'w:del': deletionCloser,
  'w:moveFrom': deletionCloser,
  'w:txbxContent': (reader) => reader.endTextBox(),
  'mc:AlternateContent': (reader) => reader.choices.pop(),
  'w:tbl': (reader) => reader.endTable(),
  'w:tr': (reader) => reader.endRow(),
  'w:tc': (reader) => reader.endCell(),
}
