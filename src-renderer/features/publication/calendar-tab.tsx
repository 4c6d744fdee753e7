import CalendarMonth from '@mui/icons-material/CalendarMonthOutlined'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { FilterBar } from '../../ui/grid/filter-bar.tsx'
import { AuthorityCalendar } from './authority-calendar.tsx'
import { MonthView } from './month-view.tsx'
import { useChosenAuthority } from './use-chosen-authority.ts'

const views = ['list', 'month'] as const

/** What is out, what comes and what waits, authority by authority or on the page of a month. */
export function CalendarTab(): ReactElement {
  const { t } = useTranslation('publication')
  const navigate = useNavigate()
  const mayCreate = useMay('authority.create')
  const [params, setParams] = useSearchParams()
  const { authority, filters, values, set, clear } = useChosenAuthority()
  const read = useRead('crl.schedule', authority === undefined ? {} : { authority })
  const view = views.find((name) => name === params.get('view')) ?? 'list'
  const rows = read.data?.rows
  if (rows === undefined)
    return read.error === null ? (
      <Skeleton variant="rounded" height={320} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  if (rows.length === 0 && authority === undefined)
    return (
      <EmptyState
        icon={CalendarMonth}
        title={t('calendar.empty.title')}
        text={t('calendar.empty.text')}
        action={
          mayCreate
            ? {
                id: 'authority.create',
                label: t('calendar.empty.action'),
                run: () => void navigate('/authorities/new')
              }
            : undefined
        }
      />
    )
  return (
    <>
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} withoutText>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={view}
          aria-label={t('calendar.view')}
          onChange={(_, next: string | null) => {
            if (next === null) return
            setParams(
              (before) => {
                const after = new URLSearchParams(before)
                if (next === 'list') after.delete('view')
                else after.set('view', next)
                return after
              },
              { replace: true }
            )
          }}
        >
          {views.map((name) => (
            <ToggleButton key={name} value={name}>
              {t(`calendar.${name}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </FilterBar>
      {view === 'month' ? (
        <MonthView rows={rows} authority={authority} />
      ) : (
        <Box
          sx={{
            display: 'grid',
            gap: 4,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
            alignItems: 'start'
          }}
        >
          {rows.map((row) => (
            <AuthorityCalendar key={row.authorityId} row={row} />
          ))}
        </Box>
      )}
    </>
  )
}
