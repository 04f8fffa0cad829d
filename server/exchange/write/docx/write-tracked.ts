/**
 * A plan with everything that changed since an earlier one, as Word's own tracked changes. Owns what stands around the
 * table. The file is for people: it is not read back as the plan that it was.
 */
import type { Block } from '../../../../shared/plan/rich.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import type { PlanJson } from '../../../../shared/plan/json.ts'
import { TITLE_STYLE } from '../../docx/marks.ts'
import { pageFor } from '../page.ts'
import { richBlocks } from '../print-plan.ts'
import { ListBook } from './lists.ts'
import { packDocx } from './package.ts'
import { TableWriter, cellXml } from './table.ts'
import { LinkBook, gapXml } from './text.ts'
import { TrackBook } from './tracked.ts'
import { type TrackedBase, type TrackedPlan, trackedPlan } from './tracked-plan.ts'
import { TrackedTable } from './tracked-table.ts'
import { type Tracking, comparedXml } from './tracked-text.ts'
import { BOLD_HEAD, sideBySide } from './write-docx.ts'

const lines = (text: string): readonly Block[] => (text === '' ? [] : textToBlocks(text))

/** The block that the director signs, its first line bold where it says so. */
const approvedBlocks = (text: string): readonly Block[] =>
  lines(text).map((block, at) => {
    const isHead = at === 0 && block.type === 'paragraph' && BOLD_HEAD.test(text.split('\n')[0] ?? '')
    if (!isHead) return block
    const content = block.content.map((inline) =>
      inline.type === 'text' ? { ...inline, marks: [{ type: 'bold' } as const] } : inline,
    )
    return { ...block, content }
  })

type Front = (plan: PlanJson) => readonly Block[]

class AroundWriter {
  private readonly plan: TrackedPlan
  private readonly tracking: Tracking

  constructor(plan: TrackedPlan, tracking: Tracking) {
    this.plan = plan
    this.tracking = tracking
  }

  private text(field: string, style: string, of: Front): string {
    const { before, after, authorOf } = this.plan
    const author = authorOf('meta', 'null', [field])
    return comparedXml(of(before), of(after), { style }, author, this.tracking)
  }

  blocks(width: number): string {
    const { before, after } = this.plan
    const all = [before, after].map(({ front }) => front.agreed + front.approved)
    if (all.every((text) => text === '')) return ''
    const half = Math.floor(width / 2)
    const agreed = this.text('agreed', 'PlanAgreed', ({ front }) => lines(front.agreed))
    const approved = this.text('approved', 'PlanApproved', ({ front }) => approvedBlocks(front.approved))
    const cells = cellXml({ width: half }, agreed) + cellXml({ width: width - half }, approved)
    // The styles have the space between these lines.
    return sideBySide(half, width - half, cells).replaceAll('<w:spacing w:before="120"/>', '')
  }

  title(): string {
    return this.text('title', TITLE_STYLE, ({ title }) => lines(title))
  }

  /** Text above or under the table; nothing where neither plan has any. */
  rich(field: 'intro' | 'outro'): string {
    const of: Front = ({ front }) => richBlocks(front[field])
    const isEmpty = [this.plan.before, this.plan.after].every((one) => of(one).length === 0)
    return isEmpty ? '' : this.text(field, 'PlanText', of)
  }
}

/** `hidden`: with the columns that the plan does not show. */
export const writeTrackedDocx = (after: PlanJson, base: TrackedBase, hidden: boolean): Uint8Array => {
  const plan = trackedPlan(after, base, hidden)
  const page = pageFor(plan.print)
  const books = { lists: new ListBook(), links: new LinkBook() }
  const tracking = { books, track: new TrackBook() }
  const around = new AroundWriter(plan, tracking)
  const plain = new TableWriter({ print: plan.print, page, books, marks: null })
  const body = [
    around.blocks(page.columns.reduce((sum, width) => sum + width, 0)),
    around.title(),
    around.rich('intro'),
    new TrackedTable(plan, page, tracking, plain).xml(),
    gapXml(),
    around.rich('outro'),
  ]
  return packDocx({ body, page, print: plan.print, books, own: false })
}
