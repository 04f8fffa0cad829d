/** A helper process that hears one request and works on it for ever, without a breath. */
import { attend } from '../../server/exchange/helper-side.ts'

await attend()
process.stderr.write('working')
for (;;);
