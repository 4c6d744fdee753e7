import { BarChart } from '@mui/x-charts/BarChart'
import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useLocale } from '../../ui/display/use-locale.ts'
import { chartHeight } from './chart-height.ts'
import type { Summary } from './dashboard-page.tsx'

/** Two bars a day; a bar opens the certificates of its day. */
export function DayChart(props: { readonly days: Summary['issuedPerDay'] }): ReactElement {
  const { t } = useTranslation('dashboard')
  const locale = useLocale()
  const theme = useTheme()
  const navigate = useNavigate()
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const mark = { fontSize: 12, fill: theme.palette.text.secondary }
  return (
    <Box sx={{ width: '100%', minWidth: 0 }}>
      <BarChart
        height={chartHeight}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        hideLegend={false}
        dataset={props.days.map((day) => ({ ...day }))}
        borderRadius={2}
        grid={{ horizontal: true }}
        skipAnimation
        xAxis={[
          {
            scaleType: 'band',
            dataKey: 'day',
            valueFormatter: (day: string) => format.format(Date.parse(`${day}T00:00:00Z`)),
            tickLabelStyle: mark,
            categoryGapRatio: 0.3
          }
        ]}
        yAxis={[{ min: 0, tickMinStep: 1, tickLabelStyle: mark, width: 36 }]}
        series={[
          { dataKey: 'issued', label: t('perDay.issued'), color: theme.palette.primary.main },
          { dataKey: 'revoked', label: t('perDay.revoked'), color: theme.palette.state.failed }
        ]}
        onItemClick={(_, { dataIndex }) => {
          const day = props.days[dataIndex]?.day
          if (day !== undefined) void navigate(`/certificates?day=${day}`)
        }}
      />
    </Box>
  )
}
