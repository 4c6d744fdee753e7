import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTheme } from '@mui/material/styles'
import { useState, type KeyboardEvent, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Chart, ChartWindow } from '../../../src-shared/api/dashboard.ts'
import { series as colours } from '../../theme/tokens.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { drillAddress, markLabel, seriesLabel } from './chart-words.ts'

const height = 150

/** Columns over time. One of them is in the tab order, the arrow keys go to the others; the figure in hand is told above. */
export function ChartColumns(props: { readonly chart: Chart; readonly window: ChartWindow }): ReactElement {
  const { t } = useTranslation('dashboard')
  const locale = useLocale()
  const theme = useTheme()
  const { chart, window } = props
  const palette = colours[theme.palette.mode]
  const [told, setTold] = useState('')
  const stacked = chart.series.length > 2
  const heightOf = (values: readonly number[]): number =>
    stacked ? values.reduce((sum, n) => sum + n, 0) : Math.max(...values)
  const most = Math.max(1, ...chart.marks.map(({ values }) => heightOf(values)))
  const present = chart.series.map((_, index) => chart.marks.some(({ values }) => (values[index] ?? 0) > 0))
  const first = chart.marks[0]
  const last = chart.marks.at(-1)
  const lastWithAny = chart.marks.findLastIndex(({ values }) => values.some((n) => n > 0))
  const label = (mark: Chart['marks'][number]): string => markLabel(t, chart.id, mark, window, locale)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', gap: 3, flexWrap: 'wrap', fontSize: 12, minHeight: 18 }}>
        {chart.series.map((key, index) =>
          present[index] === true ? (
            <Box key={key} component="span" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center' }}>
              <Box
                component="span"
                aria-hidden
                sx={{
                  width: 10,
                  height: 10,
                  borderRadius: '2px',
                  bgcolor: palette[index % palette.length],
                  printColorAdjust: 'exact'
                }}
              />
              {seriesLabel(t, key)}
            </Box>
          ) : null
        )}
        <Typography component="span" variant="caption" sx={{ ml: 'auto', fontWeight: 600 }}>
          {told}
        </Typography>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 2 }}>
        <Box
          aria-hidden
          sx={{
            display: 'flex',
            flexDirection: 'column',
            justifyContent: 'space-between',
            fontSize: 11,
            color: 'text.secondary',
            textAlign: 'right'
          }}
        >
          <span>{most.toLocaleString(locale)}</span>
          <span>0</span>
        </Box>
        <Box
          role="group"
          aria-label={t(`charts.title.${chart.id}`)}
          onKeyDown={walk}
          sx={{
            display: 'flex',
            gap: '2px',
            height,
            alignItems: 'flex-end',
            borderBottom: 1,
            borderColor: 'divider',
            minWidth: 0
          }}
        >
          {chart.marks.map((mark, at) => (
            <Box
              key={mark.key}
              sx={{
                flex: 1,
                minWidth: 0,
                height: '100%',
                display: 'flex',
                flexDirection: stacked ? 'column-reverse' : 'row',
                alignItems: stacked ? 'stretch' : 'flex-end',
                gap: '1px'
              }}
            >
              {mark.values.map((n, index) => {
                const key = chart.series[index] ?? ''
                const words = `${label(mark)}, ${seriesLabel(t, key)}`
                const say = (): void => {
                  setTold(`${words}: ${n.toLocaleString(locale)}`)
                }
                if (n === 0) return stacked ? null : <Box key={key} sx={{ flex: 1 }} />
                const isFirst = mark.values.findIndex((value) => value > 0) === index
                return (
                  <Box
                    key={key}
                    component={Link}
                    to={drillAddress(chart.id, mark.key, window, key)}
                    tabIndex={at === lastWithAny && isFirst ? 0 : -1}
                    aria-label={t('charts.open', { what: words, count: n })}
                    title={`${words}: ${n.toLocaleString(locale)}`}
                    onMouseEnter={say}
                    onFocus={say}
                    onMouseLeave={() => {
                      setTold('')
                    }}
                    sx={{
                      display: 'block',
                      ...(stacked ? {} : { flex: 1 }),
                      height: `${(100 * n) / most}%`,
                      minHeight: 2,
                      borderRadius: '2px 2px 0 0',
                      bgcolor: palette[index % palette.length],
                      printColorAdjust: 'exact',
                      '&:hover': { opacity: 0.8 }
                    }}
                  />
                )
              })}
            </Box>
          ))}
        </Box>
        <span />
        <Box
          aria-hidden
          sx={{ display: 'flex', justifyContent: 'space-between', fontSize: 11, color: 'text.secondary', pt: 1 }}
        >
          <span>{first === undefined ? '' : label(first)}</span>
          <span>{last === undefined ? '' : label(last)}</span>
        </Box>
      </Box>
    </Box>
  )
}

/** Left and right go from column to column. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  const links = [...event.currentTarget.querySelectorAll('a')]
  const at = links.findIndex((link) => link === document.activeElement)
  const next = links[at + step]
  if (at < 0 || next === undefined) return
  event.preventDefault()
  next.focus()
}
