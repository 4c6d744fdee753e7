import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/layout/section.tsx'
import { chartHeight } from './chart-height.ts'
import type { Summary } from './dashboard-page.tsx'

/** The charts are a third of what this screen loads, and the figures do not wait for them. */
const DayChart = lazy(async () => ({ default: (await import('./day-chart.tsx')).DayChart }))

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
        <Suspense fallback={<Box sx={{ height: chartHeight }} />}>
          <DayChart days={props.days} />
        </Suspense>
      )}
    </Section>
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
