import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { objectName } from '../../../src-shared/model/scalars.ts'
import type { ReportKind } from '../../../src-shared/model/report.ts'
import { reportWords } from '../../../src-shared/model/report-words.ts'
import { useCommand } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { parametersOf, type ReportForm } from './report-values.ts'

const crons = ['0 6 * * *', '0 6 * * 1', '0 6 1 * *', 'own'] as const
const schema = z.object({
  name: objectName,
  cron: z.enum(crons),
  ownCron: z.string().trim().max(100),
  keep: z.number().int().min(1).max(1000),
  mailTo: z.array(z.email()).max(20)
})

/** Lets the report of the form come round by itself. */
export function ScheduleDialog(props: {
  readonly report: ReportKind
  readonly values: ReportForm
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('reports')
  const toast = useToast()
  const { report, values } = props
  const form = useSchemaForm(schema, {
    name: reportWords(values.language).titles[report].replace(/[^\p{L}\p{N} ._-]/gu, ''),
    cron: '0 6 * * 1',
    ownCron: '',
    keep: 12,
    mailTo: []
  })
  const cron = useWatch({ control: form.control, name: 'cron' })
  const schedule = useCommand('report.schedule')
  return (
    <FormDialog
      title={t('schedules.new')}
      lead={t('schedules.newLead')}
      form={form}
      error={schedule.error}
      busy={schedule.isPending}
      action={t('schedules.action')}
      operation="report.schedule"
      onClose={props.onClose}
      onSubmit={(wish) => {
        schedule.mutate(
          {
            report,
            format: values.format,
            ...parametersOf(report, values),
            name: wish.name,
            cron: wish.cron === 'own' ? wish.ownCron : wish.cron,
            keep: wish.keep,
            mailTo: wish.mailTo
          },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('schedules.done', { name: wish.name }) })
              props.onClose()
            }
          }
        )
      }}
    >
      {values.period === 'own' && (
        <Alert severity="warning" variant="outlined">
          {t('schedules.ownPeriod')}
        </Alert>
      )}
      <TextInput name="name" label={t('schedules.name')} required />
      <SelectInput
        name="cron"
        label={t('schedules.cron')}
        choices={crons.map((value) => ({ value, label: t(`schedules.crons.${value}`) }))}
      />
      {cron === 'own' && <TextInput name="ownCron" label={t('schedules.ownCron')} required />}
      <Box sx={{ display: 'grid', gap: 4 }}>
        <NumberInput name="keep" label={t('schedules.keep')} />
        <ChipsInput name="mailTo" label={t('schedules.mail')} help={t('schedules.mailHelp')} />
      </Box>
    </FormDialog>
  )
}
