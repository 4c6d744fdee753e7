import Refresh from '@mui/icons-material/Refresh'
import Alert from '@mui/material/Alert'
import Skeleton from '@mui/material/Skeleton'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useRead } from '../../live.ts'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { DoctorReportView } from './doctor-report.tsx'

/** What the doctor says of one module, or of all in use. */
export function DoctorPage(): ReactElement {
  const { t } = useTranslation('tokens')
  const [params] = useSearchParams()
  const module = params.get('module')
  const read = useRead('token.doctor', module === null ? {} : { module })
  const { refetch, isFetching } = read
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'token.examine-again',
        label: t('doctor.again'),
        icon: Refresh,
        blocked: isFetching ? t('doctor.again') : undefined,
        run: () => void refetch()
      }
    ],
    [t, refetch, isFetching]
  )
  useActions(actions)
  const reports = read.data?.reports
  return (
    <Page title={t('doctor.title')} lead={t('doctor.lead')} actions={actions}>
      {reports === undefined ? (
        read.error === null ? (
          <Skeleton variant="rounded" height={320} />
        ) : (
          <ErrorView error={read.error} onRetry={() => void refetch()} />
        )
      ) : reports.length === 0 ? (
        <Alert severity="info" variant="outlined">
          {t('doctor.noModules')}
        </Alert>
      ) : (
        reports.map((report) => <DoctorReportView key={report.module} report={report} />)
      )}
    </Page>
  )
}
