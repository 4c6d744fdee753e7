import Schedule from '@mui/icons-material/ScheduleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportSchedule } from '../../../src-shared/api/reports.ts'
import { reportWords } from '../../../src-shared/model/report-words.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useFileLanguage } from './file-language.ts'

/** What comes round by itself. */
export function SchedulesTab(): ReactElement {
  const { t } = useTranslation('reports')
  const words = reportWords(useFileLanguage())
  const mayEdit = useMay('report.schedule')
  const read = useRead('report.schedules', {})
  const update = useCommand('report.schedule-update')
  const remove = useCommand('report.schedule-delete')
  const [ending, setEnding] = useState<ReportSchedule | null>(null)
  const schedules = read.data?.schedules
  return (
    <>
      <ErrorView error={read.error ?? update.error} />
      {schedules?.length === 0 && (
        <EmptyState icon={Schedule} title={t('schedules.empty')} text={t('schedules.emptyText')} />
      )}
      {schedules !== undefined && schedules.length > 0 && (
        <Card variant="outlined">
          <QuietTable
            label={t('schedules.label')}
            head={[
              t('schedules.name'),
              t('history.report'),
              t('schedules.when'),
              t('schedules.next'),
              t('schedules.keep'),
              t('schedules.mail'),
              t('schedules.by'),
              ''
            ]}
            rows={schedules.map((one) => ({
              key: one.id,
              cells: [
                one.name,
                `${words.titles[one.report]} (${one.format.toUpperCase()})`,
                <code key="cron" style={{ whiteSpace: 'nowrap' }}>
                  {one.cron}
                </code>,
                one.nextAt === null ? t('schedules.off') : <TimeText key="next" at={one.nextAt} />,
                one.keep,
                one.mailTo.join(', '),
                one.operator,
                mayEdit && (
                  <Box key="actions" sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end', whiteSpace: 'nowrap' }}>
                    <Button
                      size="small"
                      onClick={() => {
                        update.mutate({ schedule: one.id, enabled: !one.enabled, version: one.version })
                      }}
                    >
                      {t(one.enabled ? 'schedules.switchOff' : 'schedules.switchOn')}
                    </Button>
                    <Button
                      size="small"
                      color="error"
                      onClick={() => {
                        setEnding(one)
                      }}
                    >
                      {t('schedules.remove')}
                    </Button>
                  </Box>
                )
              ]
            }))}
          />
        </Card>
      )}
      <ConfirmDialog
        open={ending !== null}
        danger
        title={t('schedules.removeTitle', { name: ending?.name ?? '' })}
        consequence={t('schedules.removeText')}
        confirmLabel={t('schedules.remove')}
        busy={remove.isPending}
        error={remove.error}
        onClose={() => {
          setEnding(null)
        }}
        onConfirm={() => {
          remove.mutate(
            { schedule: ending?.id ?? 0 },
            {
              onSuccess: () => {
                setEnding(null)
              }
            }
          )
        }}
      />
    </>
  )
}
