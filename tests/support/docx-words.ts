/**
 * Words of a Word file, and words of an import's result, read as naively as can be: what an import must not lose.
 */
import type { ImportWarning, PlanDraft } from '../../shared/plan/json.ts'
import { parseHtml } from '../../shared/plan/html.ts'
import { blocksToText } from '../../shared/plan/rich.ts'

const unescape = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

/** Words of a part's XML: runs of a paragraph joined, everything else apart. */
export const xmlWords = (xml: string): string[] =>
  wordsOf(
    unescape(
      xml
        .replace(/<w:(?:instrText|delInstrText)\b[^>]*>[^<]*<\/w:\w+>/g, '')
        .replace(/<w:(?:br|tab|cr)\b[^>]*>/g, ' ')
        .replace(/<\/w:p>/g, ' ')
        .replace(/<[^>]*>/g, ''),
    ),
  )

const htmlText = (html: string): string => blocksToText(parseHtml(html))

/** All words of a draft. */
export const draftText = (draft: PlanDraft): string =>
  [
    draft.title,
    draft.organisation,
    draft.front.agreed,
    draft.front.approved,
    htmlText(draft.front.intro),
    htmlText(draft.front.outro),
    ...draft.columns.map(({ title }) => title),
    ...draft.sections.flatMap((section) => [
      section.title,
      ...section.items.flatMap((item) => [
        item.number,
        htmlText(item.title),
        item.period,
        ...Object.values(item.cells),
      ]),
    ]),
  ].join('\n')

const countOf = (words: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Words of the file that stand in the result less often than in the file: [] where nothing was lost. */
export const lostWords = (
  words: readonly string[],
  draft: PlanDraft,
  warnings: readonly { quote?: string }[],
): string[] => {
  const found = countOf(wordsOf([draftText(draft), ...warnings.map(({ quote }) => quote ?? '')].join('\n')))
  return [...countOf(words)].flatMap(([word, count]) => ((found.get(word) ?? 0) < count ? [word] : []))
}

export const codesOf = (warnings: readonly ImportWarning[]): string[] => warnings.map(({ code }) => code)
