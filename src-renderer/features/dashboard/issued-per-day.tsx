import { BarChart } from '@mui/x-charts/BarChart'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useTheme } from '@mui/material/styles'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Section } from '../../ui/layout/section.tsx'
import type { Summary } from './dashboard-page.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'

/** Issued and revoked per day; a bar opens the certificates of its day, and the table is one key away. */
export function IssuedPerDay(props: { readonly days: Summary['issuedPerDay'] }): ReactElement {
  const { t } = useTranslation('dashboard')
  const [asTable, setAsTable] = useState(false)
  const nothing = props.days.every(({ issued, revoked }) => issued === 0 && revoked === 0)
  return (
    <Section
      title={t('perDay.title')}
      aside={
        <Button
          size="small"
          color="inherit"
          aria-pressed={asTable}
          onClick={() => {
            setAsTable(!asTable)
          }}
        >
          {t(asTable ? 'perDay.chart' : 'perDay.table')}
        </Button>
      }
    >
      {nothing ? (
        <Typography color="textSecondary">{t('perDay.none')}</Typography>
      ) : asTable ? (
        <DayTable days={props.days} />
      ) : (
        <DayChart days={props.days} />
      )}
    </Section>
  )
}

function DayChart(props: { readonly days: Summary['issuedPerDay'] }): ReactElement {
  const { t } = useTranslation('dashboard')
  const locale = useLocale()
  const theme = useTheme()
  const navigate = useNavigate()
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const mark = { fontSize: 12, fill: theme.palette.text.secondary }
  return (
    <Box sx={{ width: '100%', minWidth: 0 }}>
      <BarChart
        height={220}
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

function DayTable(props: { readonly days: Summary['issuedPerDay'] }): ReactElement {
  const { t } = useTranslation('dashboard')
  return (
    <Box sx={{ maxHeight: 220, overflow: 'auto' }} tabIndex={0}>
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            <TableCell>{t('perDay.day')}</TableCell>
            <TableCell align="right">{t('perDay.issued')}</TableCell>
            <TableCell align="right">{t('perDay.revoked')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {[...props.days].reverse().map(({ day, issued, revoked }) => (
            <TableRow key={day}>
              <TableCell>{day}</TableCell>
              <TableCell align="right">{issued}</TableCell>
              <TableCell align="right">{revoked}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
