import Article from '@mui/icons-material/ArticleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { Fragment, useMemo, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { serviceLogRow, type ServiceLogLine } from '../../../src-shared/api/services.ts'
import { EmptyState } from '../display/empty-state.tsx'
import { ErrorView } from '../display/error-view.tsx'
import { StateChip } from '../display/state-chip.tsx'
import { TimeText } from '../display/time-text.tsx'
import { FilterBar, type Filter } from '../grid/filter-bar.tsx'
import { useFilters } from '../grid/filter-state.ts'
import { usePages } from '../grid/use-pages.ts'

const filterKeys = ['text', 'level'] as const
/** Levels that a page offers; what is below them is not written for people. */
const levels = ['info', 'warn', 'error'] as const

/** What a page says of its log in its own words. */
export interface ServiceLogWords {
  /** Accessible name of the list. */
  readonly list: string
  readonly search: string
  readonly level: string
  readonly from: Readonly<Record<(typeof levels)[number], string>>
  /** Where nothing was written yet, and where no line fits the filters. */
  readonly empty: { readonly title: string; readonly text: string }
  readonly none: { readonly title: string; readonly text: string }
}

/** The log of a service: what it refused, in sentences and therefore in no table. */
export function ServiceLog(props: {
  /** As in the log, e.g. `scep:printers`. */
  readonly service: string
  readonly words: ServiceLogWords
  /** @returns one line, as a `ServiceLogItem` */
  readonly line: (line: ServiceLogLine) => ReactElement
}): ReactElement {
  const { t } = useTranslation('ui')
  const { words } = props
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
        label: words.level,
        single: true,
        options: levels.map((value) => ({ value, label: words.from[value] }))
      }
    ],
    [words]
  )
  const rows = pages.page?.rows
  const nothing = Object.keys(values).length > 0 ? words.none : words.empty
  return (
    <>
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={words.search} />
      <ErrorView error={pages.error} onRetry={pages.retry} />
      {rows === undefined && pages.error === null && <Skeleton variant="rounded" height={240} />}
      {rows?.length === 0 && <EmptyState icon={Article} title={nothing.title} text={nothing.text} />}
      {rows !== undefined && rows.length > 0 && (
        <Box
          component="ul"
          tabIndex={0}
          aria-label={words.list}
          sx={{ listStyle: 'none', m: 0, p: 0, overflow: 'auto', flex: 1, minHeight: 160 }}
        >
          {rows.map((line) => (
            <Fragment key={line.id}>{props.line(line)}</Fragment>
          ))}
        </Box>
      )}
      {(pages.goNext !== undefined || pages.goBack !== undefined) && (
        <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
          <Button size="small" color="inherit" disabled={pages.goBack === undefined} onClick={pages.goBack}>
            {t('services.log.newer')}
          </Button>
          <Button size="small" color="inherit" disabled={pages.goNext === undefined} onClick={pages.goNext}>
            {t('services.log.older')}
          </Button>
        </Box>
      )}
    </>
  )
}

/** One line: how grave, what it means where that is known, the engine's sentence, when, and the facts beside. */
export function ServiceLogItem(props: {
  readonly line: ServiceLogLine
  /** What the refusal means; without it the engine's own sentence stands first. */
  readonly meaning?: ReactNode
  readonly facts?: ReactNode
  /** What mends it. */
  readonly remedy?: ReactNode
}): ReactElement {
  const { line, meaning } = props
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
        {meaning}
        <Typography
          lang="en"
          sx={{ overflowWrap: 'anywhere' }}
          {...(meaning === undefined
            ? { variant: 'body2' as const }
            : { variant: 'caption' as const, color: 'textSecondary' })}
        >
          {line.message}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, rowGap: 1, fontSize: 12, color: 'text.secondary' }}>
          <TimeText at={line.at} />
          {props.facts}
        </Box>
      </Box>
      {props.remedy ?? <span />}
    </Box>
  )
}
