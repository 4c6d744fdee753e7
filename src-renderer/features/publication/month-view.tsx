import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CrlCalendarRow } from '../../../src-shared/api/crls.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { firstWeekday } from './first-weekday.ts'
import { MonthCell } from './month-cell.tsx'
import { calendarEvents, monthDays, pageOfMonth } from './month-days.ts'

/** Most CRLs of a month that are counted; a day with more lies behind the list. */
const mostSigned = 500

/** One month: which CRLs were signed, are released, follow and end on each day. */
export function MonthView(props: {
  readonly rows: readonly CrlCalendarRow[]
  readonly authority: number | undefined
}): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const [now] = useState(() => Date.now())
  /** Months from the present one. */
  const [offset, setOffset] = useState(0)
  const shown = new Date(new Date(now).getFullYear(), new Date(now).getMonth() + offset, 1)
  const [year, month] = [shown.getFullYear(), shown.getMonth()]
  const page = pageOfMonth(year, month, firstWeekday(locale))
  const last = page.at(-1) ?? 0
  const read = useRead(
    'crl.list',
    {
      ...(props.authority === undefined ? {} : { authority: props.authority }),
      from: page[0] ?? 0,
      to: new Date(new Date(last).setDate(new Date(last).getDate() + 1)).getTime(),
      limit: mostSigned
    },
    { keepPrevious: true }
  )
  const days = monthDays(page, month, calendarEvents(props.rows, read.data?.rows ?? [], now), now)
  const title = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(shown)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' })
  const weeks = Array.from({ length: days.length / 7 }, (_, index) => days.slice(index * 7, index * 7 + 7))
  return (
    <Paper variant="outlined" sx={{ borderColor: 'divider', overflow: 'hidden' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 4, py: 2 }}>
        <Typography variant="h4" component="h2" sx={{ flex: 1 }} aria-live="polite">
          {title}
        </Typography>
        <Button
          size="small"
          color="inherit"
          disabled={offset === 0}
          onClick={() => {
            setOffset(0)
          }}
        >
          {t('calendar.today')}
        </Button>
        <IconButton
          size="small"
          aria-label={t('calendar.before')}
          onClick={() => {
            setOffset(offset - 1)
          }}
        >
          <ChevronLeft fontSize="small" />
        </IconButton>
        <IconButton
          size="small"
          aria-label={t('calendar.following')}
          onClick={() => {
            setOffset(offset + 1)
          }}
        >
          <ChevronRight fontSize="small" />
        </IconButton>
      </Box>
      <ErrorView error={read.error} />
      {read.data !== undefined && read.data.next !== null && <Alert severity="info">{t('calendar.tooMany')}</Alert>}
      <Box
        component="table"
        aria-label={t('calendar.monthOf', { month: title })}
        sx={{
          width: '100%',
          tableLayout: 'fixed',
          borderCollapse: 'collapse',
          '& th, & td': { borderTop: 1, borderColor: 'divider' }
        }}
      >
        <thead>
          <tr>
            {page.slice(0, 7).map((start) => (
              <Box
                component="th"
                scope="col"
                key={start}
                sx={{ py: 1, px: 2, textAlign: 'left', fontSize: 12, fontWeight: 500, color: 'text.secondary' }}
              >
                {weekday.format(start)}
              </Box>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.start}>
              {week.map((day) => (
                <MonthCell key={day.start} day={day} />
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Paper>
  )
}
