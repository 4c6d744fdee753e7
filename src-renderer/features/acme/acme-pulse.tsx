import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { useRead } from '../../live.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'

/** How many clients a service has, and what became of its last order. */
export function AcmePulse({ service }: { readonly service: AcmeService }): ReactElement {
  const { t } = useTranslation('acme')
  const locale = useLocale()
  const last = useRead('acme.orders', { service: service.id, limit: 1 }, { keepPrevious: true }).data?.rows[0]
  const count = (key: 'clients' | 'ordersCount', number: number): string =>
    t(`pulse.${key}`, { count: number, formatted: number.toLocaleString(locale) })
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      <span>
        {count('clients', service.accounts)} · {count('ordersCount', service.orders)}
      </span>
      {last !== undefined && (
        <Box component="span" sx={{ display: 'inline-flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
          <StateChip kind="acmeOrder" state={last.status} />
          <TimeText at={last.createdAt} short />
        </Box>
      )}
    </Box>
  )
}
