import Bell from '@mui/icons-material/NotificationsOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { z } from 'zod'
import type { Notice } from '../../../src-shared/api/desk.ts'
import { useCommand, useRead } from '../../live.ts'
import { useSession } from '../../state/session.tsx'
import { EmptyState } from '../display/empty-state.tsx'
import { ErrorView } from '../display/error-view.tsx'
import { TimeText } from '../display/time-text.tsx'
import { TopBarPanel } from './top-bar-panel.tsx'

const preference = 'notices.seen'
const seenIds = z.array(z.string()).catch([])

/** What needs somebody, or went wrong while nobody looked. What was new the last time it was opened is marked. */
export function NoticeBell(): ReactElement {
  const { t } = useTranslation('ui')
  const { operator } = useSession()
  const read = useRead('dashboard.notices', {})
  const keep = useCommand('session.set-preference')
  const [kept, setKept] = useState<readonly string[] | null>(null)
  /** Seen before the list was opened this time: the marks stay while it is open. */
  const [before, setBefore] = useState<readonly string[]>([])
  const seen = kept ?? seenIds.parse(operator.preferences[preference])
  const notices = read.data?.notices ?? []
  const unseen = notices.filter(({ id }) => !seen.includes(id)).length
  const label = unseen === 0 ? t('notices.title') : t('notices.unseen', { count: unseen })
  const open = (): void => {
    setBefore(seen)
    if (unseen === 0) return
    const value = notices.map(({ id }) => id)
    setKept(value)
    keep.mutate({ key: preference, value })
  }
  return (
    <TopBarPanel
      icon={Bell}
      label={label}
      count={unseen}
      color="primary"
      title={t('notices.title')}
      width={400}
      onOpen={open}
    >
      {(close) => (
        <>
          <ErrorView error={read.error} />
          {notices.length === 0 && read.error === null && (
            <EmptyState icon={Bell} title={t('notices.none')} text={t('notices.noneText')} />
          )}
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
            {notices.map((notice) => (
              <Line key={notice.id} notice={notice} fresh={!before.includes(notice.id)} onGo={close} />
            ))}
          </Box>
        </>
      )}
    </TopBarPanel>
  )
}

function Line(props: { readonly notice: Notice; readonly fresh: boolean; readonly onGo: () => void }): ReactElement {
  const { t } = useTranslation('ui')
  const { kind, count, name, at, text } = props.notice
  const to = placeOf(props.notice)
  const words = t(`notices.kind.${kind}`, { count, name })
  return (
    <Box component="li" sx={{ display: 'grid', gap: 0.5 }}>
      <Typography component="div" sx={{ fontWeight: 600 }}>
        {to === null ? (
          words
        ) : (
          <Link component={RouterLink} to={to} onClick={props.onGo}>
            {words}
          </Link>
        )}
        {props.fresh && (
          <Typography variant="caption" component="span" color="primary" sx={{ pl: 2, fontWeight: 600 }}>
            {t('notices.new')}
          </Typography>
        )}
      </Typography>
      {text !== '' && (
        <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {text}
        </Typography>
      )}
      {at !== null && (
        <Typography variant="caption" color="textSecondary">
          <TimeText at={at} />
        </Typography>
      )}
    </Box>
  )
}

/** @returns the screen where something can be done about it */
function placeOf({ kind, objectId }: Notice): string | null {
  switch (kind) {
    case 'requests-waiting':
      return '/requests?state=pending-approval'
    case 'certificates-expiring':
      return '/certificates?state=expiring&class=end-entity'
    case 'scep-silent':
    case 'cmp-silent':
    case 'tsa-silent':
    case 'ocsp-silent':
      return objectId === null ? null : `/services/${kind.slice(0, -'-silent'.length)}/${objectId}`
    case 'reservation-open':
      return '/dashboard'
    case 'proof-ended':
      return objectId === null ? '/domains?state=expired' : `/domains/${objectId}`
    case 'proof-ends-soon':
      return objectId === null ? '/domains?state=verified' : `/domains/${objectId}`
    case 'not-served':
    case 'not-served-secure':
      return '/settings'
    case 'backup-old':
    case 'backup-failed':
    case 'drill-old':
    case 'kit-changed':
      return '/recovery'
    case 'crl-due':
    case 'crl-overdue':
    case 'crl-not-begun':
    case 'crl-revocation-waits':
    case 'crl-series-stale':
    case 'crl-series-ending':
    case 'crl-since-restore':
      return objectId === null ? '/publication' : `/publication?authority=${objectId}`
    case 'root-duty':
      return '/air-gap'
    case 'authority-expiring':
    case 'authority-expired':
      return objectId === null ? null : `/authorities/${objectId}`
    case 'job-failed':
    case 'task-failed':
      return null
  }
}
