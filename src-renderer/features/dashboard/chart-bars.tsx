import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import { useTheme } from '@mui/material/styles'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Chart, ChartWindow } from '../../../src-shared/api/dashboard.ts'
import { series as colours } from '../../theme/tokens.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { drillAddress, markLabel, seriesLabel } from './chart-words.ts'

/** Bars shown; the table has all. */
export const shownBars = 8

/** Bars from zero with their names and numbers beside them; each part opens the rows behind it. */
export function ChartBars(props: { readonly chart: Chart; readonly window: ChartWindow }): ReactElement {
  const { t } = useTranslation('dashboard')
  const locale = useLocale()
  const theme = useTheme()
  const { chart, window } = props
  const palette = colours[theme.palette.mode]
  const shown = chart.marks.slice(0, shownBars)
  const sum = (values: readonly number[]): number => values.reduce((total, n) => total + n, 0)
  const most = Math.max(1, ...shown.map(({ values }) => sum(values)))
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
      {shown.map((mark) => {
        const label = markLabel(t, chart.id, mark, window, locale)
        const total = sum(mark.values)
        return (
          <Box
            component="li"
            key={mark.key}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'minmax(84px, 44%) 1fr minmax(32px, auto)',
              alignItems: 'center',
              gap: 3,
              minHeight: 28,
              fontSize: 13
            }}
          >
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', minWidth: 0 }}>
              <Box
                component={Link}
                to={drillAddress(chart.id, mark.key, window)}
                title={label}
                aria-label={t('charts.open', { what: label, count: total })}
                sx={{
                  color: 'text.primary',
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                  whiteSpace: 'nowrap',
                  textDecoration: 'none',
                  minWidth: 0,
                  '&:hover': { textDecoration: 'underline' }
                }}
              >
                {label}
              </Box>
              {mark.flag !== null && (
                <Tooltip title={t(`charts.flagHelp.${mark.flag}`)}>
                  <Box
                    component="span"
                    sx={{
                      fontSize: 11,
                      px: 1,
                      borderRadius: 99,
                      whiteSpace: 'nowrap',
                      border: 1,
                      borderColor: mark.flag === 'weak' ? 'state.failed' : 'divider',
                      color: mark.flag === 'weak' ? 'state.failed' : 'text.secondary'
                    }}
                  >
                    {t(`charts.flag.${mark.flag}`)}
                  </Box>
                </Tooltip>
              )}
            </Box>
            <Box sx={{ height: 14, display: 'flex', gap: '1px' }}>
              {mark.values.map((n, index) => {
                const series = chart.series[index] ?? ''
                const several = chart.series.length > 1
                const what = several ? `${label}, ${seriesLabel(t, series)}` : label
                if (n === 0) return null
                return (
                  <Box
                    key={series}
                    component={Link}
                    to={drillAddress(chart.id, mark.key, window, several ? series : undefined)}
                    tabIndex={several ? 0 : -1}
                    {...(several ? { 'aria-label': t('charts.open', { what, count: n }) } : { 'aria-hidden': true })}
                    title={`${what}: ${n.toLocaleString(locale)}`}
                    sx={{
                      display: 'block',
                      height: '100%',
                      borderRadius: '2px',
                      minWidth: 3,
                      width: `${(100 * n) / most}%`,
                      backgroundColor: mark.flag === 'weak' ? 'state.failed' : palette[index % palette.length],
                      printColorAdjust: 'exact',
                      '&:hover': { opacity: 0.8 }
                    }}
                  />
                )
              })}
            </Box>
            <Box component="span" sx={{ textAlign: 'right', fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
              {total.toLocaleString(locale)}
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}
