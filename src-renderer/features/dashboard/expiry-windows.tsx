import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/layout/section.tsx'
import { BarRow } from './bar-row.tsx'
import type { Summary } from './dashboard-page.tsx'

/** Expiry within 7, 30, 60 and 90 days; each bar opens its list. */
export function ExpiryWindows(props: { readonly windows: Summary['expiring'] }): ReactElement {
  const { t } = useTranslation('dashboard')
  const most = Math.max(...props.windows.map(({ count }) => count), 1)
  return (
    <Section title={t('expiring.title')}>
      <Box sx={{ display: 'grid', gap: 1 }}>
        {props.windows.map(({ days, count }) => (
          <BarRow
            key={days}
            label={t('expiring.within', { count: days })}
            count={count}
            most={most}
            to={`/certificates?expires=${days}&state=active&state=expiring&sort=expiry`}
            tone="expiring"
          />
        ))}
      </Box>
    </Section>
  )
}
