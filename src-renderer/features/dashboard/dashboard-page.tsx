import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { useRead } from '../../live.ts'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { AuthorityList } from './authority-list.tsx'
import { BackupCard } from './backup-card.tsx'
import { CrlNotices } from './crl-notices.tsx'
import { ExpiryWindows } from './expiry-windows.tsx'
import { FirstSteps } from './first-steps.tsx'
import { IssuedPerDay } from './issued-per-day.tsx'
import { OpenReservations } from './open-reservations.tsx'
import { ServicesCard } from './services-card.tsx'
import { StateCounts } from './state-counts.tsx'
import { TokenNotices } from './token-notices.tsx'
import { WaitingRequests } from './waiting-requests.tsx'

export type Summary = Output<'dashboard.summary'>

/** Comes after the first figures: nobody waits for charts to see what needs them. */
const ChartDeck = lazy(async () => ({ default: (await import('./chart-deck.tsx')).ChartDeck }))

/** Where things stand and what needs someone. */
export function DashboardPage(): ReactElement {
  const { t } = useTranslation('dashboard')
  const read = useRead('dashboard.summary', {})
  if (read.data === undefined)
    return <WaitingPage title={t('title')} error={read.error} retry={() => void read.refetch()} />
  const summary = read.data
  return (
    <Page
      title={t('title')}
      menu={
        <Typography variant="caption" color="textSecondary">
          {t('asOf')} <TimeText at={summary.asOf} short />
        </Typography>
      }
    >
      {summary.openReservations.length > 0 && <OpenReservations reservations={summary.openReservations} />}
      <CrlNotices />
      <TokenNotices />
      <FirstSteps summary={summary} />
      {summary.certificates !== null && <StateCounts counts={summary.certificates} />}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'repeat(2, 1fr)', lg: 'repeat(3, 1fr)' },
          gap: 4,
          alignItems: 'stretch',
          '& > *': { minWidth: 0 },
          '& > :last-child': { gridColumn: { xs: '1 / -1', lg: 'auto' } }
        }}
      >
        {summary.requests !== null && <WaitingRequests requests={summary.requests} />}
        {summary.expiring.length > 0 && <ExpiryWindows windows={summary.expiring} />}
        <AuthorityList authorities={summary.authorities} />
      </Box>
      {summary.issuedPerDay.length > 0 && <IssuedPerDay days={summary.issuedPerDay} />}
      <LaterCharts />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))',
          gap: 4,
          '& > *': { minWidth: 0 }
        }}
      >
        <ServicesCard />
        <BackupCard lastBackupAt={summary.lastBackupAt} />
      </Box>
    </Page>
  )
}

/** The charts, once the figures above are painted and the window has nothing else to do. */
function LaterCharts(): ReactElement {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    const handle = requestIdleCallback(
      () => {
        setIdle(true)
      },
      { timeout: 500 }
    )
    return () => {
      cancelIdleCallback(handle)
    }
  }, [])
  const waiting = <Skeleton variant="rounded" height={320} />
  return idle ? (
    <Suspense fallback={waiting}>
      <ChartDeck />
    </Suspense>
  ) : (
    waiting
  )
}
