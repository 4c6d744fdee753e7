import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { Notice } from '../../../src-shared/api/desk.ts'
import { useRead } from '../../live.ts'
import { TimeText } from '../../ui/display/time-text.tsx'

/** How urgent each is; a kind that is not about CRLs has no place here. */
const severities: Readonly<Partial<Record<Notice['kind'], 'error' | 'warning'>>> = {
  'crl-overdue': 'error',
  'crl-not-begun': 'error',
  'crl-revocation-waits': 'error',
  'crl-series-stale': 'error',
  'crl-due': 'warning',
  'crl-series-ending': 'warning'
}

/** CRLs that have ended, end soon, or miss a revocation. */
export function CrlNotices(): ReactElement {
  const { t } = useTranslation('dashboard')
  const read = useRead('dashboard.notices', {})
  return (
    <>
      {(read.data?.notices ?? []).map(({ id, kind, name, at, objectId }) => {
        const severity = severities[kind]
        if (severity === undefined) return null
        return (
          <Alert
            key={id}
            severity={severity}
            variant="outlined"
            sx={{ '& .MuiAlert-message': { flex: 1 } }}
            action={
              <Button
                component={RouterLink}
                to={objectId === null ? '/publication' : `/publication?authority=${objectId}`}
                size="small"
                color="inherit"
              >
                {t('crlNotice')}
              </Button>
            }
          >
            <AlertTitle>{t(`ui:notices.kind.${kind}`, { name })}</AlertTitle>
            {/* On a line of its own: behind "at once" it would read as the day on which to do it. */}
            {at !== null && (
              <Typography variant="body2">
                <TimeText at={at} />
              </Typography>
            )}
            <Typography variant="body2">{t(`ui:notices.todo.${kind}`)}</Typography>
          </Alert>
        )
      })}
    </>
  )
}
