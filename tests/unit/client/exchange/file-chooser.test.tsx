/** Which files can be chosen (SPEC FI10). */
import { expect, test } from 'vitest'
import { FileChooser } from '../../../../client/exchange/FileChooser.tsx'
import { draw } from '../presence/support.tsx'

const READ = 'docx docm dotx dotm xlsx xlsm xltx xltm xls csv tsv tab html htm xhtml txt md json'
const REFUSED_WITH_ADVICE = 'doc odt ods rtf pdf xlsb mht mhtml'

test('[FI10] every kind that is read can be chosen, and every kind that is refused with advice', async () => {
  const { container, remove } = await draw(<FileChooser onFile={() => {}} />)
  const accepted = container.querySelector('input')?.accept.split(',')
  await remove()
  expect(accepted).toEqual(
    expect.arrayContaining(`${READ} ${REFUSED_WITH_ADVICE}`.split(' ').map((end) => `.${end}`)),
  )
})
