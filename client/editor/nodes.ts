/**
 * The nodes of a cell's text, by the names of `shared/plan/schema.ts` NODES. One schema for all cells: a cell whose
 * editor knew fewer nodes would delete the others from the shared document.
 */
import { Node } from '@tiptap/core'

export const Doc = Node.create({ name: 'doc', topNode: true, content: 'block+' })
export const Text = Node.create({ name: 'text', group: 'inline' })

export const Paragraph = Node.create({
  name: 'paragraph',
  group: 'block',
  content: 'inline*',
  parseHTML: () => [
    { tag: 'p' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'blockquote > :not(p)', 'td', 'th', 'dt', 'dd'].map(
      (tag) => ({ tag, priority: 40 }),
    ),
  ],
  renderHTML: () => ['p', 0],
})

export const HardBreak = Node.create({
  name: 'hardBreak',
  inline: true,
  group: 'inline',
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
})

/** Begins with a paragraph; what a merge has left without one is shown all the same (`first-lines.ts`). */
export const ListItem = Node.create({
  name: 'listItem',
  content: 'paragraph block*',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: () => ['li', 0],
})

export const BulletList = Node.create({
  name: 'bulletList',
  group: 'block',
  content: 'listItem+',
  addAttributes: () => ({
    marker: {
      default: 'disc',
      parseHTML: (element: HTMLElement) => (element.dataset.marker === 'dash' ? 'dash' : 'disc'),
      renderHTML: ({ marker }: Record<string, unknown>) =>
        marker === 'dash' ? { 'data-marker': 'dash' } : {},
    },
  }),
  parseHTML: () => [{ tag: 'ul' }],
  renderHTML: ({ HTMLAttributes }) => ['ul', HTMLAttributes, 0],
})

export const OrderedList = Node.create({
  name: 'orderedList',
  group: 'block',
  content: 'listItem+',
  addAttributes: () => ({
    start: {
      default: 1,
      parseHTML: (element: HTMLElement) => {
        const start = Number(element.getAttribute('start') ?? 1)
        return Number.isSafeInteger(start) && start >= 0 ? start : 1
      },
      // Read as the plan reads it: a foreign program may have written any number.
      renderHTML: ({ start }: Record<string, unknown>) =>
        Number.isSafeInteger(start) && Number(start) >= 0 && start !== 1 ? { start } : {},
    },
  }),
  parseHTML: () => [{ tag: 'ol' }],
  renderHTML: ({ HTMLAttributes }) => ['ol', HTMLAttributes, 0],
})
