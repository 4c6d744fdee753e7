import Cancel from '@mui/icons-material/CancelOutlined'
import Check from '@mui/icons-material/CheckCircleOutlined'
import Hourglass from '@mui/icons-material/HourglassEmptyOutlined'
import Schedule from '@mui/icons-material/ScheduleOutlined'
import Warning from '@mui/icons-material/WarningAmberOutlined'
import type { SvgIconComponent } from '@mui/icons-material'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Tooltip from '@mui/material/Tooltip'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { StateColours } from '../../theme/theme.ts'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import type { CalendarEvent, MonthDay } from './month-days.ts'

/** Lines of a day that fit; the rest is counted. */
const most = 3

const looks: Readonly<Record<CalendarEvent['kind'], readonly [keyof StateColours, SvgIconComponent]>> = {
  signed: ['active', Check],
  release: ['waiting', Schedule],
  held: ['expiring', Warning],
  next: ['waiting', Hourglass],
  ends: ['expiring', Warning],
  overdue: ['failed', Cancel]
}

/** A day of the month with what happens on it. */
export function MonthCell({ day }: { readonly day: MonthDay }): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const more = day.events.length - most
  return (
    <Box
      component="td"
      sx={{
        height: 92,
        p: 1,
        verticalAlign: 'top',
        borderLeft: 1,
        '&:first-of-type': { borderLeft: 0 },
        bgcolor: day.inMonth ? 'transparent' : 'action.hover'
      }}
    >
      <Box
        component="time"
        dateTime={new Date(day.start).toISOString().slice(0, 10)}
        aria-label={absoluteTime(day.start, locale, 'day')}
        {...(day.today ? { 'aria-current': 'date' as const } : {})}
        sx={{
          display: 'inline-block',
          minWidth: 22,
          px: 1,
          borderRadius: 999,
          textAlign: 'center',
          fontSize: 12,
          fontWeight: day.today ? 700 : 400,
          color: day.today ? 'primary.contrastText' : 'text.secondary',
          bgcolor: day.today ? 'primary.main' : 'transparent'
        }}
      >
        {new Date(day.start).getDate()}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, display: 'grid', gap: 0.5 }}>
        {day.events.slice(0, most).map((event) => (
          <EventLine key={`${event.kind} ${event.authorityId} ${event.crl?.id ?? 0}`} event={event} />
        ))}
        {more > 0 && (
          <Box component="li" sx={{ fontSize: 12, color: 'text.secondary', pl: 1 }}>
            {t('calendar.more', { count: more })}
          </Box>
        )}
      </Box>
    </Box>
  )
}

function EventLine({ event }: { readonly event: CalendarEvent }): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const { kind, authorityName, crl, count, authorityId, at } = event
  const [colour, Icon] = looks[kind]
  const words = t(`calendar.event.${kind}`, { name: authorityName, number: crl?.number, count })
  return (
    <Box component="li" sx={{ minWidth: 0 }}>
      <Tooltip title={`${words} · ${absoluteTime(at, locale)}`} describeChild>
        <Link
          component={RouterLink}
          to={crl === null ? `/publication?authority=${authorityId}` : `/publication/${crl.id}`}
          color="inherit"
          underline="hover"
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            fontSize: 12,
            lineHeight: '18px',
            borderRadius: 0.5,
            px: 0.5,
            minWidth: 0,
            '& svg': { fontSize: 14, flex: 'none', color: theme.palette.state[colour] }
          })}
        >
          <Icon aria-hidden />
          <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            {words}
          </Box>
        </Link>
      </Tooltip>
    </Box>
  )
}
