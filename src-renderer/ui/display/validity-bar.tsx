import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { absoluteTime } from './time-words.ts'
import { useLocale } from './use-locale.ts'

/** @returns how far `now` lies between the two ends, 0 to 1 */
export function validityShare(notBefore: number, notAfter: number, now: number): number {
  if (notAfter <= notBefore) return now < notBefore ? 0 : 1
  return Math.min(1, Math.max(0, (now - notBefore) / (notAfter - notBefore)))
}

/** From issue to expiry with today's mark. */
export function ValidityBar(props: {
  readonly notBefore: number
  readonly notAfter: number
  /** Ends the coloured part, e.g. the moment of revocation. */
  readonly endedAt?: number | null
  readonly expiring?: boolean
}): ReactElement {
  const { t } = useTranslation('ui')
  const locale = useLocale()
  const now = Date.now()
  const share = validityShare(props.notBefore, props.notAfter, now)
  const ended = props.endedAt ?? null
  const filled = ended === null ? share : validityShare(props.notBefore, props.notAfter, Math.min(ended, now))
  const from = absoluteTime(props.notBefore, locale, 'day')
  const to = absoluteTime(props.notAfter, locale, 'day')
  const colour = ended !== null ? 'failed' : share >= 1 ? 'past' : props.expiring === true ? 'expiring' : 'active'
  return (
    <Box
      role="img"
      aria-label={t('validity.label', { from, to, percent: Math.round(share * 100) })}
      sx={{ width: '100%' }}
    >
      <Box sx={{ position: 'relative', height: 6, borderRadius: 3, bgcolor: 'divider' }}>
        <Box
          sx={(theme) => ({
            position: 'absolute',
            insetBlock: 0,
            left: 0,
            width: `${filled * 100}%`,
            borderRadius: 3,
            bgcolor: theme.palette.state[colour]
          })}
        />
        {share > 0 && share < 1 && (
          <Box
            sx={{
              position: 'absolute',
              top: -3,
              left: `calc(${share * 100}% - 1px)`,
              width: 2,
              height: 12,
              bgcolor: 'text.primary'
            }}
          />
        )}
      </Box>
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          mt: 1.5,
          fontSize: 12,
          lineHeight: '16px',
          color: 'text.secondary'
        }}
      >
        <span>{from}</span>
        <span>{to}</span>
      </Box>
    </Box>
  )
}
