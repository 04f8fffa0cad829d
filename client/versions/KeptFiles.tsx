/** The files that are kept of an approved edition: links to them, or that they are being made. Owns these words. */
import { useIntl } from 'react-intl'
import { isLocale } from '../../shared/i18n/locale.ts'
import { exportPath } from '../export-path.ts'
import { FileLink } from '../ui/FileLink.tsx'
import { useText } from '../ui/use-text.ts'
import type { Version } from './api.ts'
import styles from './versions.module.css'

/** A file's size as people say it. */
const useSize = () => {
  const intl = useIntl()
  return (bytes: number): string => {
    const isSmall = bytes < 1_000_000
    const [value, unit] = isSmall ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
    const digits = { maximumFractionDigits: isSmall ? 0 : 1 }
    return intl.formatNumber(Math.max(1, value), { style: 'unit', unit, unitDisplay: 'short', ...digits })
  }
}

export const KeptFiles = ({ planId, version }: { planId: string; version: Version }) => {
  const text = useText()
  const intl = useIntl()
  const size = useSize()
  const { files, number } = version
  if (files.length === 0) return null
  const locale = isLocale(intl.locale) ? intl.locale : 'en'
  const missing = files.find(({ state }) => state !== 'ready')
  return (
    <div className={styles.files}>
      {files.map(
        ({ format, state, size: bytes = 0, sha256 = '' }) =>
          state === 'ready' && (
            <FileLink
              key={format}
              href={exportPath(planId, { format, locale, version: number })}
              label={text(`versions.file.${format}.label`, { number, size: size(bytes) })}
              hint={text('versions.file.sum', { sum: sha256 })}
            >
              {text(`versions.file.${format}`)}
            </FileLink>
          ),
      )}
      {missing && (
        <p className={styles.note} role="status">
          {text(missing.state === 'making' ? 'versions.files.making' : 'versions.files.failed')}
        </p>
      )}
    </div>
  )
}
