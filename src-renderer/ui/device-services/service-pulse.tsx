import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { StateChip } from '../display/state-chip.tsx'
import { TimeText } from '../display/time-text.tsx'
import { useLocale } from '../display/use-locale.ts'
import { usePulse } from './use-pulse.ts'

/** When a service was last asked, what it issued and refused in a day, and whether it has a key of its own. */
export function DevicePulse(props: {
  /** As in the log, e.g. `scep:printers`. */
  readonly service: string
  /** Its page. */
  readonly to: string
  /** End of its own certificate; null where it has none; left out where it needs none. */
  readonly keyUntil?: number | null
}): ReactElement {
  const { t } = useTranslation('device-services')
  const locale = useLocale()
  const pulse = usePulse(props.service)
  const count = (key: 'issued' | 'refused', number: number): string =>
    t(`pulse.${key}`, { count: number, formatted: number.toLocaleString(locale) })
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      {pulse !== undefined && (
        <>
          <span>
            {pulse.lastAt === null ? (
              t('pulse.never')
            ) : (
              <>
                {t('pulse.last')} <TimeText at={pulse.lastAt} short />
              </>
            )}
          </span>
          {(pulse.issued > 0 || pulse.refused > 0) && (
            <span>
              {count('issued', pulse.issued)}
              {pulse.refused > 0 && (
                <>
                  {' · '}
                  <Link component={RouterLink} to={`${props.to}?tab=log&level=warn`}>
                    {count('refused', pulse.refused)}
                  </Link>
                </>
              )}
            </span>
          )}
        </>
      )}
      {props.keyUntil === null && <StateChip kind="check" state="failed" label={t('ownKey.missing')} />}
      {typeof props.keyUntil === 'number' && (
        <Box component="span" sx={{ color: 'text.secondary', fontSize: 12 }}>
          {t('ownKey.good', { when: new Date(props.keyUntil).toLocaleDateString(locale) })}
        </Box>
      )}
    </Box>
  )
}
