import Schedule from '@mui/icons-material/ScheduleOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useMemo, useState, type ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { ReportRun } from '../../../src-shared/api/reports.ts'
import { formatLimits, reportKinds, type ReportKind } from '../../../src-shared/model/report.ts'
import { reportWords } from '../../../src-shared/model/report-words.ts'
import { call } from '../../client.ts'
import { useCommand, useRead } from '../../live.ts'
import { useOpened } from '../../state/recent.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useFileLanguage } from './file-language.ts'
import { ReportFields } from './report-fields.tsx'
import { parametersOf, reportForm, startOf, type ReportForm } from './report-values.ts'
import { ScheduleDialog } from './schedule-dialog.tsx'

/** One report: its parameters, its first rows, and its file. */
export function ReportPage(): ReactElement {
  const { t } = useTranslation('reports')
  const wanted = useParams()['report']
  const report = reportKinds.find((kind) => kind === wanted)
  if (report !== undefined) return <OnePage key={report} report={report} />
  return (
    <Page title={t('unknown')}>
      <LinkFor may="report.read" to="/reports">
        {t('back')}
      </LinkFor>
    </Page>
  )
}

function OnePage({ report }: { readonly report: ReportKind }): ReactElement {
  const { t } = useTranslation('reports')
  const language = useFileLanguage()
  const words = reportWords(language)
  useOpened('reports', `/reports/${report}`, words.titles[report])
  const locale = useLocale()
  const { save } = useSave()
  const maySchedule = useMay('report.schedule')
  const form = useSchemaForm(reportForm, startOf(report, language))
  const values = useWatch({ control: form.control }) as ReportForm
  const run = useCommand('report.run')
  const [made, setMade] = useState<ReportRun | null>(null)
  const [scheduling, setScheduling] = useState(false)
  const preview = useRead(
    'report.preview',
    { report, ...parametersOf(report, values) },
    { keepPrevious: true, enabled: values.columns.length > 0 }
  )
  const total = preview.data?.total
  const limit = formatLimits[values.format]
  const tooMany = total !== undefined && limit !== null && total > limit
  const actions = useMemo<readonly Action[]>(
    () =>
      maySchedule
        ? [
            {
              id: 'report.schedule',
              label: t('schedule'),
              icon: Schedule,
              run: () => {
                setScheduling(true)
              }
            }
          ]
        : [],
    [t, maySchedule]
  )
  useActions(actions)
  return (
    <Page title={words.titles[report]} lead={words.answers[report]} actions={actions}>
      <Section title={t('parameters')}>
        <SchemaForm
          form={form}
          error={run.error}
          onSubmit={(chosen) => {
            run.mutate(
              { report, format: chosen.format, ...parametersOf(report, chosen) },
              {
                onSuccess: (answer) => {
                  setMade(answer.run)
                }
              }
            )
          }}
        >
          <ReportFields report={report} />
          {tooMany && (
            <Alert severity="warning" variant="outlined">
              {t('tooMany', { format: values.format.toUpperCase(), limit: limit.toLocaleString(locale) })}
            </Alert>
          )}
          <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 3 }}>
            <Button type="submit" variant="contained" loading={run.isPending} disabled={tooMany}>
              {t('make')}
            </Button>
          </Box>
        </SchemaForm>
        {made !== null && (
          <Alert
            severity="success"
            variant="outlined"
            sx={{ mt: 4 }}
            action={
              <Button
                color="inherit"
                size="small"
                autoFocus
                onClick={() => {
                  save(async () => (await call('report.download', { id: made.id })).file)
                }}
              >
                {t('save')}
              </Button>
            }
          >
            {t('made', { rows: t('rowCount', { count: made.rows }) })}
          </Alert>
        )}
      </Section>
      <Section
        title={t('preview')}
        lead={t('previewLead')}
        aside={total !== undefined && <span data-testid="total">{t('rowCount', { count: total })}</span>}
        flush
      >
        <ErrorView error={preview.error} />
        {preview.data !== undefined &&
          (preview.data.rows.length === 0 ? (
            <Box sx={{ px: 4, pb: 4, color: 'text.secondary' }}>{t('noRows')}</Box>
          ) : (
            <QuietTable
              label={t('preview')}
              head={preview.data.columns}
              rows={preview.data.rows.map((cells, key) => ({ key, cells }))}
            />
          ))}
      </Section>
      {scheduling && (
        <ScheduleDialog
          report={report}
          values={values}
          onClose={() => {
            setScheduling(false)
          }}
        />
      )}
    </Page>
  )
}
