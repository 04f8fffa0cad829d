/** A plan is taken along as a file: the draft or an edition, which format, whose words, hidden columns or not. Owns the dialog and its words. */
import { Download, Printer } from 'lucide-react'
import { useState } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { EXPORT_FORMATS, type ExportFormat, isExportFormat } from '../../shared/export-formats.ts'
import { downloadEn } from '../../shared/i18n/en/download.ts'
import { LOCALES, type Locale, isLocale } from '../../shared/i18n/locale.ts'
import { downloadRu } from '../../shared/i18n/ru/download.ts'
import type { Api } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlanPart } from '../plan/use-plan.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Dialog, DialogActions, DialogBody, DialogForm } from '../ui/Dialog.tsx'
import { Pick as PickOne } from '../ui/Pick.tsx'
import { Switch } from '../ui/Switch.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './ExportDialog.module.css'
import { useEditions } from './use-editions.ts'
import { useExport } from './use-export.ts'

export interface ExportDialogProps {
  api: Pick<Api, 'exportPlan' | 'call'>
  session: PlanSession
  planId: string
  /** The edition that is offered first; null for the draft. */
  version: number | null
  onClose: () => void
}

const WORDS = { ru: downloadRu, en: downloadEn }

/** The words come with the dialog. */
export const ExportDialog = (props: ExportDialogProps) => {
  const { locale, messages } = useIntl()
  const language = isLocale(locale) ? locale : 'en'
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...WORDS[language] }}>
      <Exporting {...props} language={language} />
    </IntlProvider>
  )
}

const Exporting = (props: ExportDialogProps & { language: Locale }) => {
  const { api, planId, session } = props
  const text = useText()
  const hasHidden = usePlanPart(session, ({ columns }) => columns.some((column) => column.hidden))
  const [format, setFormat] = useState<ExportFormat>('docx')
  const [locale, setLocale] = useState<Locale>(props.language)
  const [hidden, setHidden] = useState(false)
  const [version, setVersion] = useState(props.version)
  const { working, failure, download, cancel } = useExport(api, planId, props.onClose)
  const onClose = () => {
    cancel()
    props.onClose()
  }
  return (
    <Dialog title={text('download.title')} open onClose={onClose}>
      <DialogForm onSubmit={() => void download({ format, locale, version, hidden: hidden && hasHidden })}>
        <DialogBody>
          <div className={styles.fields}>
            <WhichEdition {...props} version={version} onChange={setVersion} />
            <Choice
              label={text('download.format')}
              options={EXPORT_FORMATS.map((value) => ({
                value,
                label: text(`download.${value}`),
                hint: text(`download.${value}.hint`),
              }))}
              value={format}
              onChange={(value) => isExportFormat(value) && setFormat(value)}
              columns
            />
            <Choice
              label={text('download.language')}
              options={LOCALES.map((value) => ({ value, label: text(`common.language.${value}`) }))}
              value={locale}
              onChange={(value) => isLocale(value) && setLocale(value)}
              columns
            />
            {hasHidden && <Switch label={text('download.hidden')} value={hidden} onChange={setHidden} />}
            {failure !== null && (
              <p className={styles.failure} role="alert">
                {failure}
              </p>
            )}
          </div>
        </DialogBody>
        <DialogActions>
          {version === null && <PrintButton onClose={onClose} />}
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button look="main" type="submit" icon={<Download />} busy={working}>
            {text(working ? 'download.working' : 'download.go')}
          </Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}

/** Two frames: the dialog has left the page and what lies under it is drawn. */
const afterClosing = (run: () => void): void => {
  requestAnimationFrame(() => requestAnimationFrame(run))
}

/** Paper without a file: the browser prints the view under the dialog, as its own command does. */
const PrintButton = ({ onClose }: Pick<ExportDialogProps, 'onClose'>) => {
  const text = useText()
  const print = () => {
    onClose()
    afterClosing(() => window.print())
  }
  return (
    <Button look="quiet" icon={<Printer />} className={styles.print} onPress={print}>
      {text('download.print')}
    </Button>
  )
}

const DRAFT = 'draft'

interface WhichEditionProps extends Pick<ExportDialogProps, 'api' | 'planId' | 'version'> {
  onChange: (version: number | null) => void
}

/** Asked where there is a choice; what was faded out of the list stands here only when it is the one that was asked for. */
const WhichEdition = ({ api, planId, version, onChange }: WhichEditionProps) => {
  const text = useText()
  const editions = useEditions(api, planId).filter(({ number, faded }) => !faded || number === version)
  if (editions.length === 0 && version === null) return null
  const known = editions.map(({ number, name, state }) => ({
    value: String(number),
    label: text(state === 'approved' ? 'download.version.approved' : 'download.version', { number, name }),
  }))
  // Before the list is there, the edition that was asked for is known by its number.
  const asked =
    version !== null && !editions.some(({ number }) => number === version)
      ? [{ value: String(version), label: text('download.version.number', { number: version }) }]
      : []
  return (
    <PickOne
      label={text('download.which')}
      options={[{ value: DRAFT, label: text('download.draft') }, ...asked, ...known]}
      value={version === null ? DRAFT : String(version)}
      onChange={(value) => onChange(value === DRAFT ? null : Number(value))}
    />
  )
}
