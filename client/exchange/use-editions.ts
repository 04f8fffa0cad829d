/** The editions of which a file can be taken, newest first. Owns the question to the server; until it is answered, and where it is not, there are none. */
import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import type { Api } from '../api.ts'

const editionSchema = z.object({
  number: z.number(),
  name: z.string(),
  state: z.enum(['snapshot', 'approved']),
  faded: z.boolean(),
})
const editionsSchema = z.object({ versions: z.array(editionSchema) })

export type Edition = z.infer<typeof editionSchema>

export const useEditions = ({ call }: Pick<Api, 'call'>, planId: string): readonly Edition[] => {
  const [editions, setEditions] = useState<readonly Edition[]>([])
  useEffect(() => {
    let isHere = true
    call(`/api/plans/${encodeURIComponent(planId)}/versions`, editionsSchema).then(
      ({ versions }) => isHere && setEditions(versions.toReversed()),
      // The draft can be had all the same, and that fails with words of its own.
      () => {},
    )
    return () => {
      isHere = false
    }
  }, [call, planId])
  return editions
}
