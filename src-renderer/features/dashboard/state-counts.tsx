import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CertificateState } from '../../../src-shared/model/certificate.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import type { Summary } from './dashboard-page.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'

/** One number a state; each opens its list. */
export function StateCounts(props: { readonly counts: NonNullable<Summary['certificates']> }): ReactElement {
  const { t } = useTranslation('dashboard')
  const locale = useLocale()
  const { counts } = props
  const tiles: readonly { readonly state: CertificateState; readonly count: number; readonly query: string }[] = [
    { state: 'active', count: counts.active, query: 'state=active&state=expiring' },
    { state: 'not-yet-valid', count: counts.notYetValid, query: 'state=not-yet-valid' },
    { state: 'suspended', count: counts.suspended, query: 'state=suspended' },
    { state: 'revoked', count: counts.revoked, query: 'state=revoked' },
    { state: 'expired', count: counts.expired, query: 'state=expired' }
  ]
  return (
    <Box
      component="section"
      aria-label={t('counts')}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(5, auto)',
        gap: { xs: 3, lg: 4 },
        // In a narrow window the words of five states do not fit side by side.
        '@media (max-width: 999px)': { gridTemplateColumns: 'repeat(3, 1fr)' }
      }}
    >
      {tiles.map(({ state, count, query }) => (
        <Paper
          key={state}
          variant="outlined"
          component={Link}
          to={`/certificates?${query}`}
          sx={{
            p: { xs: 3, lg: 4 },
            display: 'grid',
            gap: 2,
            justifyItems: 'start',
            color: 'text.primary',
            textDecoration: 'none',
            '&:hover': { borderColor: 'primary.main' }
          }}
        >
          <Typography sx={{ fontSize: 28, lineHeight: '36px', fontWeight: 650, letterSpacing: '-0.01em' }}>
            {count.toLocaleString(locale)}
          </Typography>
          <StateChip kind="certificate" state={state} />
        </Paper>
      ))}
    </Box>
  )
}
