/**
 * The marks of a cell's text, by the names of `shared/plan/schema.ts` MARKS. Owns how each is parsed and drawn;
 * the static rendering (`RichView.tsx`) draws the same tags.
 */
import { Mark } from '@tiptap/core'
import { isSafeHref } from '../../shared/plan/schema.ts'

const simple = (name: string, tag: string, also: readonly string[], style?: [string, RegExp]) =>
  Mark.create({
    name,
    parseHTML: () => [
      ...[tag, ...also].map((one) => ({
        tag: one,
        // Word and Google Docs wrap whole pastes in <b style="font-weight:normal">.
        getAttrs: (element: HTMLElement) => (element.style.fontWeight === 'normal' ? false : null),
      })),
      ...(style
        ? [{ style: style[0], getAttrs: (value: string) => (style[1].test(value) ? null : false) } as const]
        : []),
    ],
    renderHTML: () => [tag, 0] as const,
  })

export const Bold = simple('bold', 'strong', ['b'], ['font-weight', /^(bold(er)?|[6-9]\d\d)$/])
export const Italic = simple('italic', 'em', ['i'], ['font-style', /^italic$/])
export const Underline = simple('underline', 'u', ['ins'], ['text-decoration', /underline/])
export const Strike = simple('strike', 's', ['del', 'strike'], ['text-decoration', /line-through/])

/** A link; only its target is kept, and only a safe one. */
export const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element: HTMLElement) => {
        const href = element.getAttribute('href')
        return isSafeHref(href) ? { href } : false
      },
    },
  ],
  renderHTML: ({ mark }) => {
    const href: unknown = mark.attrs.href
    // What a foreign program wrote into the document must not become clickable here either.
    return ['a', isSafeHref(href) ? { href, rel: 'noopener noreferrer nofollow', target: '_blank' } : {}, 0]
  },
})
