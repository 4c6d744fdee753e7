import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'

type Standing = Output<'dashboard.summary'>['authorities'][number]

/** How the CRL of each authority stands: current, due soon, overdue, none. */
export function CrlStanding(props: { readonly authorities: readonly Standing[] }): ReactElement {
  const { t } = useTranslation('publication')
  return (
    <Box
      component="ul"
      aria-label={t('standing')}
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        display: 'grid',
        gap: 3,
        gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))'
      }}
    >
      {props.authorities.map(({ id, name, crlState, crlNextUpdate }) => (
        <Paper
          component="li"
          key={id}
          variant="outlined"
          sx={{ borderColor: 'divider', p: 3, display: 'grid', gap: 1, justifyItems: 'start' }}
        >
          <Link component={RouterLink} to={`/authorities/${id}`} sx={{ fontWeight: 600 }}>
            {name}
          </Link>
          <StateChip kind="crl" state={crlState} />
          <Typography variant="caption" color="text.secondary" component="div">
            {crlNextUpdate === null ? (
              t('never')
            ) : (
              <>
                {t('goodUntil')} <TimeText at={crlNextUpdate} />
              </>
            )}
          </Typography>
        </Paper>
      ))}
    </Box>
  )
}
