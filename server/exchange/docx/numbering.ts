/**
 * numbering.xml: list definitions, and the counters that run through the document.
 * Owns the number or bullet that Word would print before a paragraph; must be asked once per paragraph, in order.
 */
import type { ListMark } from '../../../shared/plan/table-model.ts'
import { formatCount } from './number-format.ts'
import type { Styles } from './styles.ts'
import { symbolText } from './symbols.ts'
import { type XmlNode, childOf, childrenOf, isOn, valueOf } from './xml.ts'

interface Level {
  start: number
  format: string
  text: string
  /** Restarts after a level of this index or above; null: never. */
  restart: number | null
  legal: boolean
}

interface Definition {
  levels: Map<number, Level>
  styleLink: string | undefined
}

interface List {
  abstractId: string
  overrides: Map<number, { level: Level | null; start: number | null }>
}

const intOf = (text: string | undefined, fallback: number): number => {
  const value = Number.parseInt(text ?? '', 10)
  return Number.isNaN(value) ? fallback : value
}

const readLevel = (node: XmlNode): Level => {
  const index = intOf(node.attributes['w:ilvl'], 0)
  const restart = valueOf(node, 'w:lvlRestart')
  const legal = childOf(node, 'w:isLgl')
  return {
    start: intOf(valueOf(node, 'w:start'), 0),
    format: valueOf(node, 'w:numFmt') ?? 'decimal',
    text: valueOf(node, 'w:lvlText') ?? '',
    restart: restart === '0' ? null : intOf(restart, index) - 1,
    legal: legal !== undefined && isOn(legal.attributes),
  }
}

const readDefinition = (node: XmlNode): Definition => ({
  levels: new Map(
    childrenOf(node, 'w:lvl').map((level) => [intOf(level.attributes['w:ilvl'], 0), readLevel(level)]),
  ),
  styleLink: valueOf(node, 'w:numStyleLink'),
})

const readList = (node: XmlNode): List => ({
  abstractId: valueOf(node, 'w:abstractNumId') ?? '',
  overrides: new Map(
    childrenOf(node, 'w:lvlOverride').map((override) => {
      const level = childOf(override, 'w:lvl')
      const start = valueOf(override, 'w:startOverride')
      return [
        intOf(override.attributes['w:ilvl'], 0),
        { level: level ? readLevel(level) : null, start: start === undefined ? null : intOf(start, 1) },
      ]
    }),
  ),
})

const MAX_LEVEL = 8

export class Numbering {
  private readonly definitions = new Map<string, Definition>()
  private readonly lists = new Map<string, List>()
  /** Counters of each abstract definition, by level. */
  private readonly counters = new Map<string, (number | undefined)[]>()
  /** Start overrides that were used up, `numId/level`. */
  private readonly started = new Set<string>()
  private readonly styles: Styles

  constructor(root: XmlNode | null, styles: Styles) {
    this.styles = styles
    for (const node of childrenOf(root ?? undefined, 'w:abstractNum')) {
      this.definitions.set(node.attributes['w:abstractNumId'] ?? '', readDefinition(node))
    }
    for (const node of childrenOf(root ?? undefined, 'w:num')) {
      this.lists.set(node.attributes['w:numId'] ?? '', readList(node))
    }
  }

  /** A definition may stand for a numbering style, which names another list. */
  private resolve(list: List): { id: string; definition: Definition } | null {
    const definition = this.definitions.get(list.abstractId)
    if (!definition) return null
    const linked =
      definition.styleLink === undefined ? undefined : this.styles.listOfStyle(definition.styleLink)
    const other = linked === undefined ? undefined : this.lists.get(linked)
    const target = other && this.definitions.get(other.abstractId)
    return target && other
      ? { id: other.abstractId, definition: target }
      : { id: list.abstractId, definition }
  }

  private advance(
    numId: string,
    list: List,
    id: string,
    index: number,
    levelOf: (at: number) => Level | undefined,
  ): number[] {
    const counters = this.counters.get(id) ?? []
    this.counters.set(id, counters)
    const startKey = `${numId}/${index}`
    const forced = list.overrides.get(index)?.start ?? null
    if (forced !== null && !this.started.has(startKey)) counters[index] = forced
    else counters[index] = (counters[index] ?? (levelOf(index)?.start ?? 1) - 1) + 1
    this.started.add(startKey)
    for (let deeper = index + 1; deeper <= MAX_LEVEL; deeper += 1) {
      const restart = levelOf(deeper)?.restart ?? deeper - 1
      if (levelOf(deeper)?.restart !== null && index <= restart) counters[deeper] = undefined
    }
    return Array.from({ length: index + 1 }, (_, at) => counters[at] ?? levelOf(at)?.start ?? 1)
  }

  /** The mark of the next paragraph of a list, or null where the list prints nothing. */
  next(numId: string, level: number): ListMark | null {
    const list = this.lists.get(numId)
    const resolved = list && this.resolve(list)
    if (!list || !resolved) return null
    const index = Math.max(0, Math.min(level, MAX_LEVEL))
    const levelOf = (at: number): Level | undefined =>
      list.overrides.get(at)?.level ?? resolved.definition.levels.get(at)
    const own = levelOf(index)
    if (!own) return null
    if (own.format === 'bullet') {
      return { kind: 'bullet', level: index, text: symbolText(own.text), count: 0 }
    }
    const counts = this.advance(numId, list, resolved.id, index, levelOf)
    const text = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1
      const format = own.legal && at < index ? 'decimal' : (levelOf(at)?.format ?? 'decimal')
      return formatCount(counts[at] ?? 1, format)
    })
    return text.trim() === ''
      ? null
      : { kind: 'number', level: index, text: text.trim(), count: counts[index] ?? 1 }
  }
}
