import Article from '@mui/icons-material/ArticleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { serviceLogRow, type ServiceLogLine } from '../../../src-shared/api/services.ts'
import { useMay } from '../../state/session.tsx'
import { EmptyState } from '../display/empty-state.tsx'
import { ErrorView } from '../display/error-view.tsx'
import { StateChip } from '../display/state-chip.tsx'
import { TimeText } from '../display/time-text.tsx'
import { FilterBar, type Filter } from '../grid/filter-bar.tsx'
import { useFilters } from '../grid/filter-state.ts'
import { usePages } from '../grid/use-pages.ts'
import { refusalKey, remedyTab } from './refusal-words.ts'

const filterKeys = ['text', 'level'] as const

/** What a service refused, what that means, and what to do about it. */
export function DeviceLogTab(props: {
  /** As in the log, e.g. `scep:printers`. */
  readonly service: string
  /** Page of the service, where remedies are. */
  readonly to: string
}): ReactElement {
  const { t } = useTranslation('device-services')
  const { values, set, clear } = useFilters(filterKeys)
  const level = serviceLogRow.shape.level.safeParse(values['level']?.[0]).data
  const text = values['text']?.[0]
  const pages = usePages('service.log', {
    service: props.service,
    limit: 100,
    ...(level === undefined ? {} : { level }),
    ...(text === undefined ? {} : { text })
  })
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'level',
        label: t('log.level'),
        single: true,
        options: (['info', 'warn', 'error'] as const).map((value) => ({ value, label: t(`log.from.${value}`) }))
      }
    ],
    [t]
  )
  const rows = pages.page?.rows
  const words = Object.keys(values).length > 0 ? 'none' : 'empty'
  return (
    <>
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('log.search')} />
      <ErrorView error={pages.error} onRetry={pages.retry} />
      {rows === undefined && pages.error === null && <Skeleton variant="rounded" height={240} />}
      {rows?.length === 0 && (
        <EmptyState icon={Article} title={t(`log.${words}.title`)} text={t(`log.${words}.text`)} />
      )}
      {rows !== undefined && rows.length > 0 && (
        <Box
          component="ul"
          tabIndex={0}
          aria-label={t('log.list')}
          sx={{ listStyle: 'none', m: 0, p: 0, overflow: 'auto', flex: 1, minHeight: 160 }}
        >
          {rows.map((line) => (
            <LogLine key={line.id} line={line} to={props.to} />
          ))}
        </Box>
      )}
      {(pages.goNext !== undefined || pages.goBack !== undefined) && (
        <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
          <Button size="small" color="inherit" disabled={pages.goBack === undefined} onClick={pages.goBack}>
            {t('log.newer')}
          </Button>
          <Button size="small" color="inherit" disabled={pages.goNext === undefined} onClick={pages.goNext}>
            {t('log.older')}
          </Button>
        </Box>
      )}
    </>
  )
}

function LogLine({ line, to }: { readonly line: ServiceLogLine; readonly to: string }): ReactElement {
  const { t } = useTranslation('device-services')
  const mayEdit = useMay('service.edit')
  const key = refusalKey(line.message)
  const remedy = key === undefined ? undefined : remedyTab(key)
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '112px minmax(0, 1fr) auto',
        gap: 3,
        py: 3,
        borderBottom: 1,
        borderColor: 'divider'
      }}
    >
      <span>
        <StateChip kind="logLevel" state={line.level} />
      </span>
      <Box sx={{ display: 'grid', gap: 1 }}>
        {key !== undefined && (
          <>
            <Typography sx={{ fontWeight: 600 }}>{t(`refusal.${key}.what`)}</Typography>
            <Typography variant="body2">{t(`refusal.${key}.todo`)}</Typography>
          </>
        )}
        <Typography
          lang="en"
          sx={{ overflowWrap: 'anywhere' }}
          {...(key === undefined
            ? { variant: 'body2' as const }
            : { variant: 'caption' as const, color: 'textSecondary' })}
        >
          {line.message}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, fontSize: 12, color: 'text.secondary' }}>
          <TimeText at={line.at} />
          {askedFrom(line.detail)}
        </Box>
      </Box>
      {remedy !== undefined && mayEdit ? (
        <Button
          size="small"
          variant="outlined"
          component={RouterLink}
          to={`${to}?tab=${remedy}`}
          sx={{ alignSelf: 'start' }}
        >
          {t(`log.fix.${remedy}`)}
        </Button>
      ) : (
        <span />
      )}
    </Box>
  )
}

/** @returns the address that asked, where the line has one */
function askedFrom(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return ''
  const found: unknown = Object.entries(detail).find(([name]) => ['client', 'address', 'from'].includes(name))?.[1]
  return typeof found === 'string' ? found : ''
}
