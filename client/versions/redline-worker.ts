/** The worker that compares two plans while the page goes on. Owns its way in and out alone; the work is `redline-wire.ts`'s. */
import { type Question, createAnswerer } from './redline-wire.ts'

const answer = createAnswerer()

// A question that fails is an error of the worker: the page hears of it and compares by itself.
addEventListener('message', ({ data }: MessageEvent<Question>) => postMessage(answer(data)))
