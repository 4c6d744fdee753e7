import Article from '@mui/icons-material/ArticleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceLogLine } from '../../../src-shared/api/services.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters } from '../../ui/grid/filter-state.ts'
import { usePages } from '../../ui/grid/use-pages.ts'
import { logFacts } from './log-facts.ts'
import { problemWords } from './problem-words-de.ts'
import { logFilterKeys, logQuery } from './order-query.ts'
import type { TabProps } from './service-page.tsx'

/** What the service refused, why, and what to do about it: sentences, so no table. */
export function LogTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const { values, set, clear } = useFilters(logFilterKeys)
  const pages = usePages('service.log', logQuery(values, `acme:${service.name}`))
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
  return (
    <>
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('log.search')} />
      <ErrorView error={pages.error} onRetry={pages.retry} />
      {rows === undefined && pages.error === null && <Skeleton variant="rounded" height={240} />}
      {rows?.length === 0 && (
        <EmptyState
          icon={Article}
          title={t(Object.keys(values).length > 0 ? 'order.none.title' : 'log.empty.title')}
          text={t(Object.keys(values).length > 0 ? 'order.none.text' : 'log.empty.text')}
        />
      )}
      {rows !== undefined && rows.length > 0 && (
        <Box
          component="ul"
          tabIndex={0}
          aria-label={t('tab.log')}
          sx={{ listStyle: 'none', m: 0, p: 0, overflow: 'auto', flex: 1, minHeight: 160 }}
        >
          {rows.map((line) => (
            <LogLine key={line.id} line={line} />
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

function LogLine({ line }: { readonly line: ServiceLogLine }): ReactElement {
  const { i18n } = useTranslation('acme')
  const facts = logFacts(line.detail)
  // The kind of refusal comes first among the facts.
  const words = facts.map((fact) => problemWords(i18n.language, fact)).find((found) => found !== undefined)
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '112px minmax(0, 1fr)',
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
        {words !== undefined && <Typography variant="body2">{words}</Typography>}
        <Typography
          lang="en"
          {...(words === undefined
            ? { variant: 'body2' as const }
            : { variant: 'caption' as const, color: 'textSecondary' })}
        >
          {line.message}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, rowGap: 1, fontSize: 12, color: 'text.secondary' }}>
          <TimeText at={line.at} />
          {facts.map((fact) => (
            <Mono key={fact} value={fact} grouped={false} copy={false} />
          ))}
        </Box>
      </Box>
    </Box>
  )
}
