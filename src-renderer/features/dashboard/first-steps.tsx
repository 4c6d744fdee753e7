import CheckCircle from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Summary } from './dashboard-page.tsx'

/** What an empty installation needs, step by step; gone once the first request was sent. */
export function FirstSteps(props: { readonly summary: Summary }): ReactElement | null {
  const { t } = useTranslation('dashboard')
  const { summary } = props
  const profiles = useRead('profile.list', {}, { enabled: useMay('profile.read') })
  const mayCreate = useMay('authority.create')
  const counts = summary.certificates
  const hasAuthority = summary.authorities.length > 0
  const hasProfile = (profiles.data?.profiles.length ?? 0) > 0
  // The certificates of the authorities themselves are counted too.
  const issued =
    counts === null ||
    counts.active + counts.expired + counts.revoked + counts.suspended + counts.notYetValid > summary.authorities.length
  if (issued || (summary.requests?.waiting ?? 0) > 0 || profiles.data === undefined || !mayCreate) return null
  const steps = [
    { key: 'authority', done: hasAuthority, to: '/authorities/new' },
    { key: 'profile', done: hasProfile, to: '/profiles/new' },
    { key: 'request', done: false, to: '/requests/new' }
  ] as const
  const current = steps.findIndex(({ done }) => !done)
  return (
    <Paper component="section" variant="outlined" aria-label={t('start.title')} sx={{ p: 5, display: 'grid', gap: 4 }}>
      <Box>
        <Typography variant="h2">{t('start.title')}</Typography>
        <Typography color="textSecondary">{t('start.lead')}</Typography>
      </Box>
      <Box
        component="ol"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
          gap: 4
        }}
      >
        {steps.map(({ key, done, to }, index) => (
          <Box component="li" key={key} sx={{ display: 'grid', gap: 2, alignContent: 'start', justifyItems: 'start' }}>
            <Typography variant="h4" component="h3" sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
              {done ? (
                <CheckCircle fontSize="small" color="success" titleAccess={t('start.done')} />
              ) : (
                <Box component="span">{index + 1}.</Box>
              )}
              {t(`start.${key}.title`)}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t(`start.${key}.text`)}
            </Typography>
            {!done && (
              <Button
                component={Link}
                to={to}
                variant={index === current ? 'contained' : 'outlined'}
                size="small"
                disabled={index > current}
              >
                {t(`start.${key}.action`)}
              </Button>
            )}
          </Box>
        ))}
      </Box>
    </Paper>
  )
}
