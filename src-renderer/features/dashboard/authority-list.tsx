import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import type { Summary } from './dashboard-page.tsx'

/** Each authority with the state of its CRL. */
export function AuthorityList(props: { readonly authorities: Summary['authorities'] }): ReactElement {
  const { t } = useTranslation('dashboard')
  return (
    <Section title={t('authorities.title')}>
      {props.authorities.length === 0 && <Typography color="textSecondary">{t('authorities.none')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
        {props.authorities.map(({ id, name, state, notAfter, crlState, crlNextUpdate }) => (
          <Box component="li" key={id} sx={{ display: 'grid', gap: 1 }}>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
              <Link component={RouterLink} to={`/authorities/${id}`} sx={{ fontWeight: 600, flex: 1 }}>
                {name}
              </Link>
              <StateChip kind="crl" state={crlState} />
              {state !== 'active' && <StateChip kind="authority" state={state} />}
            </Box>
            <Typography variant="caption" color="textSecondary">
              {crlNextUpdate !== null && (
                <>
                  {t('authorities.next')} <TimeText at={crlNextUpdate} short />
                  {' · '}
                </>
              )}
              {t('authorities.until')} <TimeText at={notAfter} precision="day" short />
            </Typography>
          </Box>
        ))}
      </Box>
    </Section>
  )
}
