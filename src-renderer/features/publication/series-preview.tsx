import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CrlCalendarRow } from '../../../src-shared/api/crls.ts'
import { durationIn } from '../../ui/display/duration-words.ts'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { seriesDays } from './series-days.ts'

/** Days that are shown before those between are only counted. */
const shownFirst = 3

/** The days of the series that would be signed, or why there can be none. */
export function SeriesPreview(props: {
  readonly policy: CrlCalendarRow['policy']
  readonly wish: { readonly count: number; readonly from: number | null; readonly every: string }
  /** Those that wait and give way. */
  readonly withdrawn: CrlCalendarRow['waiting']
}): ReactElement | null {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const [opened] = useState(() => Date.now())
  const { policy, wish, withdrawn } = props
  const days = seriesDays(policy, { ...wish, from: wish.from ?? opened })
  if (days === 'incomplete') return null
  if (days === 'no-overlap') return <Alert severity="warning">{t('series.noOverlap')}</Alert>
  if (days === 'gap')
    return <Alert severity="warning">{t('series.gap', { life: durationIn(policy.life, locale) })}</Alert>
  const between = days.length - shownFirst - 1
  const shown = between > 0 ? [...days.slice(0, shownFirst), ...days.slice(-1)] : days
  const before = Math.max(...withdrawn.map(({ nextUpdate }) => nextUpdate))
  const reach = days.at(-1)?.until ?? 0
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <QuietTable
        label={t('series.days')}
        head={['', t('series.day'), t('series.until')]}
        rows={shown.flatMap(({ at, until }, index) => [
          ...(between > 0 && index === shownFirst
            ? [{ key: 'between', cells: ['…', t('series.between', { count: between }), ''] }]
            : []),
          {
            key: at,
            cells: [
              days.findIndex((day) => day.at === at) + 1,
              <TimeText key="at" at={at} />,
              <TimeText key="until" at={until} />
            ]
          }
        ])}
      />
      {withdrawn.length > 0 && (
        <Alert severity={reach < before ? 'warning' : 'info'}>
          {t('series.withdraws', { count: withdrawn.length, until: absoluteTime(before, locale, 'day') })}{' '}
          {t(reach < before ? 'series.shorter' : 'series.longer', { until: absoluteTime(reach, locale, 'day') })}
        </Alert>
      )}
    </Box>
  )
}
