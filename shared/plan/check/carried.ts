/** What a row brought along from last year and nobody has looked at yet (SPEC NY8). It ends when its words are gone. */
import { blocksToText } from '../rich.ts'
import type { RowView } from '../view.ts'
import { type Finding, found, shortText } from './finding.ts'

const lineOf = (text: string): string => text.replace(/\s+/g, ' ')

/** One finding for every word that was flagged and still stands. */
export const checkCarried = ({ id, section, origin, cells }: RowView): Finding[] => {
  const review = origin?.review
  if (!origin || !review) return []
  const texts = Object.values(cells).map((blocks) => lineOf(blocksToText(blocks)))
  return review.flatMap(({ why, words, hint }, at) =>
    texts.some((text) => text.includes(lineOf(words)))
      ? [
          found(
            'carried-over',
            { section, item: id },
            `${why}\n${words}`,
            { why, words: shortText(words), hint: shortText(hint), year: origin.year },
            at,
          ),
        ]
      : [],
  )
}
