/**
 * Word's "accept all" and "reject all", as ECMA-376 has them: runs, ends of paragraphs, cells, rows and former formatting.
 * Owns the reading of a tracked document into what its table then says.
 */
import { SaxesParser } from 'saxes'

interface Node {
  name: string
  attributes: Record<string, string>
  children: (Node | string)[]
}

const parse = (xml: string): Node => {
  const root: Node = { name: '', attributes: {}, children: [] }
  const open = [root]
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes, children: [] }
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', (text) => void open.at(-1)?.children.push(text))
  parser.write(xml).close()
  return root
}

const nodes = (node: Node): Node[] => node.children.filter((child) => typeof child !== 'string')
const child = (node: Node | undefined, name: string): Node | undefined =>
  node && nodes(node).find((one) => one.name === name)
const all = (node: Node, name: string): Node[] =>
  nodes(node).flatMap((one) => [...(one.name === name ? [one] : []), ...all(one, name)])

export type Answer = 'accept' | 'reject'

/** One run as it is read afterwards: its words with the names of its marks, as in `b i|слово`. */
type Words = { text: string; marks: string }

const goes = (answer: Answer, kind: string): boolean =>
  answer === 'accept' ? /del$/i.test(kind) : /ins$/i.test(kind)

const isGone = (props: Node | undefined, answer: Answer, names: readonly string[]): boolean =>
  props !== undefined && nodes(props).some(({ name }) => names.includes(name) && goes(answer, name))

const MARKS: Record<string, string> = {
  'w:b': 'bold',
  'w:i': 'italic',
  'w:u': 'underline',
  'w:strike': 'strike',
}

const marksOf = (run: Node, answer: Answer): string => {
  const now = child(run, 'w:rPr')
  const former = child(child(now, 'w:rPrChange'), 'w:rPr')
  const props = answer === 'reject' && former ? former : now
  const names = props ? nodes(props).map(({ name }) => MARKS[name]) : []
  return names.filter((name) => name !== undefined).join(' ')
}

const wordsOf = (node: Node, answer: Answer): Words[] =>
  nodes(node).flatMap((one): Words[] => {
    if (one.name === 'w:ins' || one.name === 'w:del')
      return goes(answer, one.name) ? [] : wordsOf(one, answer)
    if (one.name === 'w:hyperlink') return wordsOf(one, answer)
    if (one.name !== 'w:r') return []
    const text = nodes(one).map(({ name, children }) => {
      if (name === 'w:t' || name === 'w:delText')
        return children.filter((one) => typeof one === 'string').join('')
      return name === 'w:br' ? '\n' : name === 'w:tab' ? '\t' : ''
    })
    return [{ text: text.join(''), marks: marksOf(one, answer) }]
  })

const joined = (words: readonly Words[]): string => {
  const runs: Words[] = []
  for (const { text, marks } of words) {
    const last = runs.at(-1)
    if (last?.marks === marks) last.text += text
    else if (text !== '') runs.push({ text, marks })
  }
  return runs.map(({ text, marks }) => (marks === '' ? text : `[${marks}|${text}]`)).join('')
}

/** The paragraphs of a cell; one whose end goes runs on into the next. */
const parasOf = (cell: Node, answer: Answer): string[] => {
  const paras: string[] = []
  let open: Words[] = []
  let isOpen = false
  for (const para of nodes(cell).filter(({ name }) => name === 'w:p')) {
    open.push(...wordsOf(para, answer))
    isOpen = true
    if (isGone(child(child(para, 'w:pPr'), 'w:rPr'), answer, ['w:ins', 'w:del'])) continue
    paras.push(joined(open))
    open = []
    isOpen = false
  }
  // The end of a cell's last paragraph cannot go.
  return isOpen ? [...paras, joined(open)] : paras
}

/** Rows of the last table: cells as paragraphs, one a line. */
export const resolved = (document: string, answer: Answer): string[][] => {
  const tables = all(parse(document), 'w:tbl')
  const rows = tables.at(-1) ? nodes(tables.at(-1) as Node).filter(({ name }) => name === 'w:tr') : []
  return rows
    .filter((row) => !isGone(child(row, 'w:trPr'), answer, ['w:ins', 'w:del']))
    .map((row) =>
      nodes(row)
        .filter(({ name }) => name === 'w:tc')
        .filter((cell) => !isGone(child(cell, 'w:tcPr'), answer, ['w:cellIns', 'w:cellDel']))
        .map((cell) => parasOf(cell, answer).join('\n')),
    )
}

/** Whose changes stand in a document, with their dates. */
export const authorsIn = (document: string): string[] => [
  ...new Set(
    [...document.matchAll(/w:author="([^"]*)" w:date="([^"]*)"/g)].map(([, name, at]) => `${name} ${at}`),
  ),
]
