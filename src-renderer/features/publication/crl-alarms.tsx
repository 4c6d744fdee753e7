import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CrlAlarm, CrlCalendarRow } from '../../../src-shared/api/crls.ts'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'

/** The notice of the bell that says the same. */
const notices = {
  overdue: 'crl-overdue',
  'not-begun': 'crl-not-begun',
  'revocation-waits': 'crl-revocation-waits',
  'due-soon': 'crl-due',
  'series-stale': 'crl-series-stale',
  'series-ending': 'crl-series-ending'
} as const satisfies Readonly<Record<CrlAlarm['kind'], string>>
const severities = {
  overdue: 'error',
  'not-begun': 'error',
  'revocation-waits': 'error',
  'due-soon': 'warning',
  'series-stale': 'error',
  'series-ending': 'warning'
} as const satisfies Readonly<Record<CrlAlarm['kind'], string>>

/** What somebody should look after, and what to do about it. */
export function CrlAlarms({ row }: { readonly row: CrlCalendarRow }): ReactElement | null {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  if (row.alarms.length === 0) return null
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {row.alarms.map(({ kind, at, authorityName }) =>
        kind === 'series-stale' ? (
          <Alert key={kind} severity="error" variant="outlined">
            <AlertTitle>{t('calendar.after.title')}</AlertTitle>
            <Typography variant="body2">{t('calendar.after.text', { until: absoluteTime(at, locale) })}</Typography>
            <Box component="ol" sx={{ m: 0, mt: 2, pl: 5, fontSize: 13, lineHeight: '20px' }}>
              <li>{t('calendar.after.first')}</li>
              <li>{t('calendar.after.second')}</li>
            </Box>
          </Alert>
        ) : (
          <Alert key={kind} severity={severities[kind]} variant="outlined">
            <AlertTitle>{t(`ui:notices.kind.${notices[kind]}`, { name: authorityName })}</AlertTitle>
            <Typography variant="body2">{t(`ui:notices.todo.${notices[kind]}`)}</Typography>
          </Alert>
        )
      )}
    </Box>
  )
}
