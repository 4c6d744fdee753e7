import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** Who is signed in right now. */
export function SessionsTab(): ReactElement {
  const { t } = useTranslation('operators')
  const read = useRead('session.list', {})
  if (read.data === undefined) {
    return read.error === null ? (
      <Skeleton variant="rounded" height={160} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  }
  return (
    <Section title={t('tab.sessions')} lead={t('sessionsLead')} flush>
      <QuietTable
        label={t('tab.sessions')}
        head={[t('column.name'), t('column.face'), t('column.since'), t('column.lastSeen')]}
        rows={read.data.sessions.map(({ operator, face, since, lastSeen }, index) => ({
          key: index,
          cells: [
            operator,
            t(`face.${face}`, { defaultValue: face }),
            <TimeText key="since" at={since} />,
            <TimeText key="seen" at={lastSeen} />
          ]
        }))}
      />
    </Section>
  )
}
